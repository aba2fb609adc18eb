/** What the drafter heard, as proposals: never in the form before a person accepts. */
import { texts } from '../texts'
import type { Accused, Draft, Evidence, Form } from '../types'
import { same } from './form'

export type Field = keyof Form & keyof typeof texts.fields

export interface Proposal {
  field: Field
  value: unknown
  shown: string
  evidence: Evidence[]
}

const UNSURE_BELOW = 0.6
const OPEN_LISTS = new Set<string>(['evidence', 'plate_numbers', 'amounts_yuan', 'risk_flags'])

/** One for each field where the draft says something that the form does not say yet. */
export function proposals(draft: Draft | null, form: Form): Proposal[] {
  if (!draft) return []
  const found: Proposal[] = []
  for (const field of Object.keys(texts.fields) as Field[]) {
    const value = proposed(field, heard(draft, field), form)
    if (value !== undefined) found.push({ field, value, shown: shown(field, value), evidence: evidence(draft, field) })
  }
  return found
}

/** A nature that rests on no words is only the drafter's default. The main problem is put together from the rest. */
function heard(draft: Draft, field: Field): unknown {
  if (field === 'main_problem') return draft.summary
  const resting = field === 'category' || field === 'in_scope'
  return resting && evidence(draft, field).length === 0 ? undefined : draft.fields[field]
}

/** Whether it is in scope follows from the nature, so it rests on the same words. */
function evidence(draft: Draft, field: Field): Evidence[] {
  return draft.evidence?.[field === 'in_scope' ? 'category' : field] ?? []
}

/** What is new in `heard`; undefined when there is nothing to propose. */
function proposed(field: Field, heard: unknown, form: Form): unknown {
  if (heard === undefined || heard === null || heard === '' || heard === false) return undefined
  if (Array.isArray(heard)) return newOnes(field, heard, form)
  if (field === 'main_problem' && form.main_problem) return undefined
  if (field === 'in_scope' && form.in_scope !== null) return undefined
  return same(heard, form[field]) ? undefined : heard
}

function newOnes(field: Field, heard: unknown[], form: Form): unknown {
  const there = form[field] as unknown[]
  const added = heard.filter((one) => !there.some((known) => sameOne(field, one, known)))
  return added.length > 0 ? added : undefined
}

/** An accused is known when the form says at least as much. */
function sameOne(field: Field, heard: unknown, known: unknown): boolean {
  if (field !== 'accused') return same(heard, known)
  const [said, written] = [heard as Accused, known as Accused]
  return (Object.keys(said) as (keyof Accused)[]).every((key) => !said[key] || said[key] === written[key])
}

function shown(field: Field, value: unknown): string {
  if (field === 'accused') return (value as Accused[]).map(accusedShown).join('；')
  if (Array.isArray(value)) return value.map(String).join('、')
  if (value === true) return texts.yes
  return String(value)
}

export function accusedShown(one: Accused): string {
  return [one.unit, one.position, one.name, one.badge_number].filter(Boolean).join(' ')
}

export function accept(form: Form, proposal: Proposal): void {
  const { field, value } = proposal
  const target = form as unknown as Record<string, unknown>
  if (field === 'accused') target.accused = withAccused(form.accused, value as Accused[])
  else if (OPEN_LISTS.has(field)) target[field] = [...(form[field] as unknown[]), ...(value as unknown[])]
  else target[field] = value
  if (field === 'category' && proposal.value !== form.sub_category) form.sub_category = null
}

/** Rows that a person left empty are filled first. */
function withAccused(there: Accused[], added: Accused[]): Accused[] {
  const kept = there.filter((one) => Object.values(one).some(Boolean))
  return [...kept, ...added.map((one) => ({ ...one }))]
}

export const unsure = (proposal: Proposal) =>
  proposal.evidence.length > 0 && proposal.evidence.every((one) => one.confidence < UNSURE_BELOW)
