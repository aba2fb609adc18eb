/** What `/api/figures` sends: `seats/figures/shown.py`, `listed.py`. */

export type By = '5min' | 'hour' | 'day' | 'month' | 'year'

export interface Question {
  by: By
  /** A day in China, 2026-03-10; empty: today. */
  on: string
  /** Empty: the own unit. */
  unit: string
  /** Without the units below it. */
  alone: boolean
}

export interface Value {
  numerator: number
  denominator: number | null
  /** null: nothing to divide by. */
  value: number | null
}

export interface RowSet {
  key: string
  name: string
  count: number | null
}

export interface Figure extends Value {
  key: string
  name: string
  kind: 'count' | 'share' | 'seconds'
  meaning: string
  top_name: string
  bottom_name: string
  target: number | null
  rows: RowSet[]
  before: Record<string, number | null>
}

export interface Line {
  key: string
  name: string
  values: Record<string, (number | null)[]>
}

export interface UnitName {
  code: string
  name: string
  short: string
}

export interface UnitRow extends UnitName {
  alone: boolean
  below: boolean
  values: Record<string, Value>
}

export interface TierRow {
  tier: string
  name: string
  values: Record<string, Value>
}

export interface Report {
  period: { by: By; on: string; first: string; after: string; now: string; goes_on: boolean }
  unit: { code: string; name: string; alone: boolean; path: UnitName[] }
  figures: Figure[]
  curve: { labels: string[]; lines: Line[] }
  tiers: TierRow[]
  units: UnitRow[]
}

export interface CallRow {
  call_id: string
  unit: string
  unit_name: string
  caller: string
  place: string
  seat: string
  arrived_at: string
  fate: string
  fate_name: string
  waited_s: number | null
  talk_s: number | null
}

export interface CallPage {
  name: string
  begins: string
  ends: string
  calls: CallRow[]
  more: boolean
}

export interface SeatRow extends Value {
  seat: string
  unit: string
  unit_name: string
}

/** Which rows somebody wants to see. */
export interface Drill {
  figure: string
  unit: string
  unit_name: string
  alone: boolean
  /** A bucket of the curve; null: the whole period. */
  bucket: number | null
}
