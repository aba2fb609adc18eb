/** The registration form as a value. */
import { toRaw } from 'vue'
import type { Accused, Form } from '../types'

export function emptyForm(): Form {
  return {
    channel: '12389电话',
    incoming_number: null,
    reporter_name: null,
    reporter_sex: null,
    reporter_phone: null,
    reporter_id_number: null,
    reporter_address: null,
    anonymous: false,
    confidential: false,
    accused: [],
    incident_date: null,
    incident_time: null,
    incident_place: null,
    category: null,
    sub_category: null,
    category_version: null,
    in_scope: null,
    main_problem: null,
    demand: null,
    evidence: [],
    plate_numbers: [],
    amounts_yuan: [],
    risk_flags: [],
    urgent: false,
    repeat_report: false,
    repeat_of: null,
    already_in: [],
    units_concerned: [],
    assigning_leader: null,
    leader_note: null,
    told_lawful: false,
    told_at: null,
    not_told_reason: null,
    note: null,
    disposition: null,
    disposition_version: null,
    callback_at: null,
    callback_note: null,
    fast_track_person: null,
    fast_track_unit: null,
  }
}

export const nobody = (): Accused => ({ name: null, unit: null, position: null, badge_number: null, kind: null })

/** A form of an older version of the service may lack fields. */
export const completed = (form: Partial<Form> | null): Form => ({ ...emptyForm(), ...form })

export const copied = (form: Form): Form => JSON.parse(JSON.stringify(toRaw(form))) as Form

export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

export const keys = Object.keys(emptyForm()) as (keyof Form)[]

export interface Merged {
  form: Form
  /** Changed on both sides, and differently: mine was kept. */
  conflicts: (keyof Form)[]
}

/** What I changed since `base` stays mine; everything else is theirs. */
export function merge(base: Form, mine: Form, theirs: Form): Merged {
  const form: Record<string, unknown> = {}
  const conflicts: (keyof Form)[] = []
  for (const key of keys) {
    const changed = !same(mine[key], base[key])
    form[key] = changed ? mine[key] : theirs[key]
    if (changed && !same(theirs[key], base[key]) && !same(theirs[key], mine[key])) conflicts.push(key)
  }
  return { form: form as unknown as Form, conflicts }
}

export type Element = 'who' | 'when' | 'where' | 'what' | 'proof' | 'demand'

/** 谁 何时 何地 何事 证据 诉求: which of them the form says. */
export function elements(form: Form): Record<Element, boolean> {
  return {
    who: form.accused.some((one) => Object.values(one).some(Boolean)),
    when: Boolean(form.incident_date),
    where: Boolean(form.incident_place),
    what: Boolean(form.main_problem),
    proof: form.evidence.length > 0,
    demand: Boolean(form.demand),
  }
}
