/** Wrapping up, amending, lists and knowledge: `seats/matters/api.py`. */
import { ask } from '../api'
import type { Accepted, Form } from '../types'

export interface Disposition {
  name: string
  /** It gets a number. */
  registers: boolean
}

export interface Dispositions {
  version: number
  offered: Disposition[]
}

export interface Fault {
  field: string
  message: string
}

export interface Version {
  n: number
  at: string
  person: string
  disposition: string
  reason: string
  form: Form
}

export interface MatterRow {
  call_id: string
  unit_name: string
  caller: string
  arrived_at: string
  talk_s: number
  outcome: string
  state: string
  number: string | null
  disposition: string
  accepted_at: string | null
  due: string | null
  provisional: boolean
  urgent: boolean
  category: string
  problem: string
}

export interface MyDay {
  day: string
  answered: number
  mean_talk_s: number
  registered: number
  closed: number
  items_done: number
  drafts: number
  calls: MatterRow[]
}

export interface Knowledge {
  name: string
  kind: string
  title: string
  citation: string
  body: string
}

export interface Shape {
  seconds: number
  /** For each channel, 0 to 100. */
  peaks: number[][]
}

export interface LedgerAsked {
  q: string
  state: string
  urgent: boolean
  first: string
  last: string
}

const call = (id: string) => `/api/calls/${encodeURIComponent(id)}`

function query(asked: Record<string, string | boolean>): string {
  const given = Object.entries(asked).filter(([, value]) => value !== '' && value !== false)
  return new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString()
}

export const matterApi = {
  dispositions: () => ask<Dispositions>('GET', '/api/dispositions'),
  confirm: (id: string, version: number) => ask<Accepted>('POST', `${call(id)}/confirm`, { version }),
  amend: (id: string, after: number, reason: string, form: Form) =>
    ask<Accepted>('POST', `${call(id)}/amend`, { after, reason, form }),
  versions: (id: string) => ask<Version[]>('GET', `${call(id)}/versions`),
  drafts: () => ask<MatterRow[]>('GET', '/api/drafts'),
  myDay: () => ask<MyDay>('GET', '/api/my-day'),
  ledger: (asked: LedgerAsked, before = '') => ask<MatterRow[]>('GET', `/api/matters?${query({ ...asked, before })}`),
  knowledge: (q: string) => ask<Knowledge[]>('GET', `/api/knowledge?${query({ q })}`),
  done: (item: number) => ask<undefined>('POST', `/api/work-items/${item}/close`),
  shape: (id: string, n: number) => ask<Shape>('GET', `${call(id)}/recording/${n}/peaks`),
}
