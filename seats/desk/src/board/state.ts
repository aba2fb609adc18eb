/**
 * What a board shows, as one value. This is the contract between those who have a picture and those who show it:
 *
 * - `BoardView` and everything in it is a function of `layout`, `state` and `now`. It asks nobody, keeps no picture of
 *   its own and looks at no clock, so that the live board, the wall and the replay feed the same components.
 * - The live board makes its `BoardState` from the socket (`fold.ts`); a replay may make one from the log of facts.
 *   A new value is a new object: rows that did not change stay the same objects, so that only what changed is painted.
 * - `now` is the moment that is shown, in milliseconds by the service's clock: how long something lasts is `now - since`.
 * - What a person wants comes out as events: `acknowledge`, `call` (a waiting caller was picked). Actions at a seat go into the slot `seat` of `BoardView`.
 *
 * The service says the same in `seats/board/shown.py`; times are ISO texts, numbers of callers are masked there.
 */

export interface Unit {
  code: string
  name: string
  short: string
  tier: 'ministry' | 'province' | 'city'
  parent: string | null
  /** For each character of `short` the first letters of its readings: 厦门 is ["sx", "m"]. */
  letters: string[]
}

/** What stays the same while a board is open: the viewer's units and seats, in the order of the directory. */
export interface Layout {
  units: Unit[]
  seats: { number: string; unit: string }[]
}

export interface Talk {
  call_id: string
  unit: string
  caller: string
  place: string
  since: string
}

export interface SeatRow {
  number: string
  unit: string
  device: string
  /** `SeatStateName`, or one that a newer service knows. */
  state: string
  reason: string
  since: string
  /** Who sits there; empty: nobody. */
  person: string
  /** Asks the supervisor for help. */
  hand: boolean
  /** What about, in the person's own words. */
  hand_note?: string
  /** The seat spoken to in a consultation or a call between colleagues. */
  peer: string
  /** How a supervisor listens there; empty: nobody does. */
  listened?: string
  /** The units whose callers ring here at once; missing or empty: its own, as usual. */
  queues?: ServedQueue[]
  /** The call that rings or talks there. */
  call: Talk | null
}

export interface ServedQueue {
  unit: string
  name: string
}

export interface Waiting {
  call_id: string
  unit: string
  caller: string
  place: string
  since: string
}

/** Of today, in China. A unit without a row has had nothing. */
export interface UnitToday {
  unit: string
  answered: number
  /** Answered within 15 s. */
  asked: number
  quick: number
  /** Gave up after 15 s. */
  abandoned: number
  /** Messages that nobody has heard yet. */
  messages: number
}

export interface Alarm {
  id: string
  what: string
  unit: string
  seat: string
  call_id: string
  /** Of the matter that happens now (即时快办). */
  number?: string
  since: string
  /** What was measured when it was raised, and the limit: people, seconds, MB, by `what`. */
  value: number
  limit: number
  acknowledged: { at: string; by: string; note: string } | null
}

export interface BoardState {
  /** False: the exchange is away and the picture may be old. */
  connected: boolean
  seats: ReadonlyMap<string, SeatRow>
  waiting: ReadonlyMap<string, Waiting>
  units: ReadonlyMap<string, UnitToday>
  alarms: ReadonlyMap<string, Alarm>
}

export const empty = (): BoardState => ({
  connected: true,
  seats: new Map(),
  waiting: new Map(),
  units: new Map(),
  alarms: new Map(),
})
