/** What the service sends: `seats/shown.py`, `seats/hub.py`, `seats/call_file.py`. */

export type SeatStateName =
  | 'offline' | 'paused' | 'ready' | 'ringing' | 'talking' | 'held' | 'consulting' | 'conference' | 'wrap_up'
  | 'away'
export type Device = 'sip' | 'browser'

export interface Me {
  person: number
  name: string
  role: string
  role_name: string
  unit: string
  unit_name: string
  answers_calls: boolean
  seat: string
}

export interface ChoosableSeat {
  number: string
  unit: string
  unit_name: string
  device: string
  person: string
  mine: boolean
  /** 指定坐席 of this person; it stands first. */
  given: boolean
  since: string | null
  state: SeatStateName
}

export interface Seat {
  number: string
  unit: string
  device: string
  state: SeatStateName
  reason: string
  since: string
  call_id: string
  /** When wrap-up ends by itself. */
  wrap_up_until?: string | null
  /** How long the reason of a pause may last; null: as long as it takes. */
  pause_until?: string | null
  /** The supervisor was asked for help. */
  hand?: boolean
  /** The seat or unit spoken to in a consultation or a colleague's call. */
  peer?: string
  /** How a supervisor listens; empty: nobody does, or the seat is not to know. */
  listened?: string
  /** Muted at the exchange: a desk phone's. */
  muted?: boolean
  /** The units whose callers ring here, when a supervisor has moved the seat. */
  queues?: { unit: string; name: string }[]
}

/** Who can be called or given a call: `seats/targets.py`. */
export interface Target {
  /** Seat number, or unit code: its queue. */
  to: string
  kind: 'seat' | 'unit'
  unit: string
  unit_name: string
  /** Empty where it is not ours to know. */
  person: string
  state: SeatStateName | ''
  /** Seats of a unit that are ready; null where it is not ours to know. */
  ready: number | null
}

export interface LiveCall {
  call_id: string
  unit: string
  unit_name: string
  caller: string
  place: string
  called: string
  seat: string
  arrived_at: string
  queued_at: string | null
  rang_at: string | null
  answered_at: string | null
  waited_s: number
}

export interface Matter {
  registration: number
  number: string | null
  state: string
  category: string
  about: string
  updated_at: string | null
}

export interface EarlierCall {
  call_id: string
  unit: string
  unit_name: string
  arrived_at: string
  outcome: string
  talk_s: number
  /** The caller had not finished, or reached nobody. */
  cut_off: boolean
  matter: Matter | null
}

export interface Evidence {
  value: unknown
  words: string
  role: string
  turn: number
  start: number | null
  end: number | null
  confidence: number
  source: string
}

export interface Draft {
  fields: Record<string, unknown>
  evidence?: Record<string, Evidence[]>
  missing?: string[]
  summary?: string
}

export interface Word {
  word: string
  start: number
  end: number
}

export interface Turn {
  side: string
  start: number
  end: number
  text: string
  confidence: number
  words?: Word[]
}

export interface TranscriptPart {
  n: number
  state: string
  turns: Turn[]
}

export interface Accused {
  name: string | null
  unit: string | null
  position: string | null
  badge_number: string | null
  kind: string | null
}

export interface Form {
  channel: string
  incoming_number: string | null
  reporter_name: string | null
  reporter_sex: string | null
  reporter_phone: string | null
  reporter_id_number: string | null
  reporter_address: string | null
  anonymous: boolean
  confidential: boolean
  accused: Accused[]
  incident_date: string | null
  incident_time: string | null
  incident_place: string | null
  category: string | null
  sub_category: string | null
  category_version: number | null
  in_scope: boolean | null
  main_problem: string | null
  demand: string | null
  evidence: string[]
  plate_numbers: string[]
  amounts_yuan: number[]
  risk_flags: string[]
  urgent: boolean
  repeat_report: boolean
  /** The number of the earlier registration. */
  repeat_of: string | null
  already_in: string[]
  units_concerned: string[]
  assigning_leader: string | null
  leader_note: string | null
  told_lawful: boolean
  /** Set by the service. */
  told_at: string | null
  not_told_reason: string | null
  note: string | null
  disposition: string | null
  disposition_version: number | null
  callback_at: string | null
  callback_note: string | null
  fast_track_person: string | null
  fast_track_unit: string | null
}

/** What was wrapped up. */
export interface Accepted {
  state: 'confirmed' | 'closed'
  number: string | null
  disposition: string
  accepted_at: string
  accepted_by: string
  due: string | null
  provisional: boolean
  real_name: boolean
  urgent: boolean
  versions: number
  /** 回避: of the matter itself this person sees nothing any more. */
  closed?: boolean
}

export interface CallRecord {
  call_id: string
  unit: string
  unit_name: string
  caller: string
  place?: string
  called: string
  seat: string
  arrived_at: string
  answered_at: string | null
  ended_at: string | null
  outcome: string
  talk_s: number
}

export interface Segment {
  id: string
  n: number
  side: string
  state: string
  seconds: number
  flaw: string
}

export interface CallFile {
  call: CallRecord
  history: EarlierCall[]
  segments: Segment[]
  transcript: TranscriptPart[]
  registration: { version: number; form: Form | null; draft: Draft | null; state: string; accepted: Accepted | null }
}

export interface WorkItem {
  id: number
  kind: string
  call_id: string
  due: string
  due_at: string | null
  /** A day of the fast track that has passed. */
  over: boolean
  provisional: boolean
  created_at: string
  note: string
  caller: string
}

export interface Categories {
  version: number
  tops: { name: string; subs: string[] }[]
}

/** What a supervisor did to the seat; that it was signed out or its call taken over stays until it is confirmed: `dispatch/`. */
export type Ordered = 'move_seat' | 'share_seat' | 'seat_back'

export type Message = { seq: number } & (
  | { type: 'snapshot'; now: string; connected: boolean; sits_at: string; seat: Seat | null; calls: LiveCall[] }
  | { type: 'seat'; seat: Seat; at?: string }
  | { type: 'call'; call: LiveCall; at?: string }
  | { type: 'gone'; call_id: string; ours: boolean; at?: string }
  | { type: 'history'; call_id: string; calls: EarlierCall[]; readable: boolean }
  | { type: 'draft'; call_id: string; draft: Draft | null }
  | { type: 'transcript'; call_id: string; transcript: TranscriptPart[] }
  | { type: 'recording'; call_id: string }
  | { type: 'edited'; call_id: string; version: number }
  | { type: 'wrapped_up'; call_id: string }
  | { type: 'notice'; kind: 'fast_track'; call_id: string; unit: string; number: string }
  | { type: 'work_items' }
  | { type: 'calls' }
  | { type: 'broadcast' }
  | { type: 'ordered'; act: Ordered }
  | { type: 'alive' }
)
