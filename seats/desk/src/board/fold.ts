/** The state of the board from what the socket says. Rules only: no network, no screen. */
import type { Alarm, BoardState, SeatRow, UnitToday, Waiting } from './state'

interface Rows {
  seats: SeatRow[]
  waiting: Waiting[]
  units: UnitToday[]
  alarms: Alarm[]
}
type Table = keyof Rows

export type BoardMessage = { seq: number; now: string } & (
  | ({ type: 'snapshot'; connected: boolean } & Rows)
  | { type: 'changes'; connected: boolean; put: Partial<Rows>; gone: Partial<Record<Table, string[]>> }
  | { type: 'alive' }
)

const KEYS = {
  seats: (row: SeatRow) => row.number,
  waiting: (row: Waiting) => row.call_id,
  units: (row: UnitToday) => row.unit,
  alarms: (row: Alarm) => row.id,
}

export function fold(was: BoardState, message: BoardMessage): BoardState {
  switch (message.type) {
    case 'snapshot':
      return whole(message.connected, message)
    case 'changes': {
      const { put, gone } = message
      return {
        connected: message.connected,
        seats: changed(was.seats, put.seats, gone.seats, KEYS.seats),
        waiting: changed(was.waiting, put.waiting, gone.waiting, KEYS.waiting),
        units: changed(was.units, put.units, gone.units, KEYS.units),
        alarms: changed(was.alarms, put.alarms, gone.alarms, KEYS.alarms),
      }
    }
    case 'alive':
      return was
  }
}

function whole(connected: boolean, rows: Rows): BoardState {
  return {
    connected,
    seats: keyed(rows.seats, KEYS.seats),
    waiting: keyed(rows.waiting, KEYS.waiting),
    units: keyed(rows.units, KEYS.units),
    alarms: keyed(rows.alarms, KEYS.alarms),
  }
}

const keyed = <R>(rows: R[], key: (row: R) => string) => new Map(rows.map((row) => [key(row), row]))

/** The same map when nothing changed in it. */
function changed<R>(was: ReadonlyMap<string, R>, put: R[] = [], gone: string[] = [], key: (row: R) => string): ReadonlyMap<string, R> {
  if (!put.length && !gone.length) return was
  const now = new Map(was)
  for (const row of put) now.set(key(row), row)
  for (const old of gone) now.delete(old)
  return now
}
