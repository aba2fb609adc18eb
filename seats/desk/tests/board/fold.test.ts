import { describe, expect, it } from 'vitest'
import { fold, type BoardMessage } from '../../src/board/fold'
import { empty, type SeatRow } from '../../src/board/state'

const seat = (number: string, state: string): SeatRow => ({
  number, unit: '370900', device: 'sip', state, reason: '', since: '2026-11-22T03:00:00+00:00', person: '', hand: false, peer: '', call: null,
})
const head = { now: '2026-11-22T03:00:00+00:00', connected: true }
const snapshot = (...seats: SeatRow[]): BoardMessage => ({
  ...head, type: 'snapshot', seq: 7, seats, waiting: [], units: [], alarms: [],
})
const waiting = { call_id: 'c1', unit: '370900', caller: '138****0123', place: '', since: head.now }

describe('the state of the board', () => {
  it('is the snapshot, whatever was before', () => {
    const before = fold(empty(), snapshot(seat('37091', 'ready'), seat('37011', 'ready')))
    expect([...fold(before, snapshot(seat('37091', 'talking'))).seats.values()]).toEqual([seat('37091', 'talking')])
  })

  it('takes what changed and forgets what is gone', () => {
    const before = fold(empty(), snapshot(seat('37091', 'ready'), seat('37011', 'ready')))
    const rang = fold(before, { ...head, type: 'changes', seq: 8, put: { seats: [seat('37091', 'ringing')], waiting: [waiting] }, gone: {} })
    expect(rang.seats.get('37091')?.state).toBe('ringing')
    expect(rang.waiting.size).toBe(1)
    const over = fold(rang, { ...head, type: 'changes', seq: 9, connected: false, put: {}, gone: { waiting: ['c1', 'never there'] } })
    expect(over.waiting.size).toBe(0)
    expect(over.connected).toBe(false)
  })

  it('keeps what did not change as it was, so that it is not painted again', () => {
    const before = fold(empty(), snapshot(seat('37091', 'ready'), seat('37011', 'ready')))
    const after = fold(before, { ...head, type: 'changes', seq: 8, put: { seats: [seat('37091', 'ringing')] }, gone: {} })
    expect(after.seats.get('37011')).toBe(before.seats.get('37011'))
    expect(after.waiting).toBe(before.waiting)
    expect(fold(after, { ...head, type: 'alive', seq: 9 })).toBe(after)
  })

  it('comes to the same by differences as by a snapshot of the end', () => {
    const states = ['ready', 'ringing', 'talking', 'wrap_up', 'paused']
    let folded = fold(empty(), snapshot(seat('37091', 'ready'), seat('37011', 'ready')))
    for (let n = 0; n < 200; n++) {
      const changed = seat(n % 3 ? '37091' : '37011', states[n % 5] as string)
      folded = fold(folded, { ...head, type: 'changes', seq: 8 + n, put: { seats: [changed] }, gone: {} })
    }
    const last = fold(empty(), snapshot(seat('37091', states[199 % 5] as string), seat('37011', states[198 % 5] as string)))
    expect(folded).toEqual(last)
  })
})
