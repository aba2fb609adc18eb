/** What differs between two versions of a registration, in words. */
import { keys, same } from '../form/form'
import { accusedShown } from '../form/proposals'
import { texts } from '../texts'
import type { Accused, Form } from '../types'

export interface Change {
  name: string
  before: string
  after: string
}

const UNSAID = new Set<string>(['category_version', 'disposition_version', 'told_at'])

export function changes(before: Form, after: Form): Change[] {
  return keys
    .filter((key) => !UNSAID.has(key) && !same(before[key] ?? null, after[key] ?? null))
    .map((key) => ({
      name: (texts.fields as Record<string, string>)[key] ?? key,
      before: shown(key, before[key]),
      after: shown(key, after[key]),
    }))
}

/** Who reports is not shown to somebody who only reads. */
const WHO = new Set<string>(['reporter_name', 'reporter_phone', 'reporter_id_number', 'reporter_address'])

/** In the order of the page. */
export function saidFields(form: Form): { name: string; value: string }[] {
  const fields = Object.keys(texts.fields) as (keyof Form & keyof typeof texts.fields)[]
  return fields.filter((key) => isSaid(form[key])).map((key) => ({ name: texts.fields[key], value: WHO.has(key) ? texts.matter.sealed : shown(key, form[key]) }))
}

const isSaid = (value: unknown) => (Array.isArray(value) ? value.length > 0 : Boolean(value))

function shown(key: keyof Form, value: unknown): string {
  if (key === 'accused') return (value as Accused[] | undefined)?.map(accusedShown).join('；') || texts.matter.nothing
  if (Array.isArray(value)) return value.join('、') || texts.matter.nothing
  if (typeof value === 'boolean') return value ? texts.yes : texts.no
  return value ? String(value) : texts.matter.nothing
}
