import { describe, expect, it } from 'vitest'
import { fold, nothing, type Picture } from '../src/picture'
import type { LiveCall, Message, Seat } from '../src/types'

const seat: Seat = { number: '37091', unit: '370900', device: 'sip', state: 'ready', reason: '', since: '2026-11-22T01:00:00Z', call_id: '' }
const call: LiveCall = {
  call_id: 'c1', unit: '370900', unit_name: '泰安市公安局', caller: '13800000123', place: '', called: '053812389', seat: '',
  arrived_at: '2026-11-22T01:00:00Z', queued_at: null, rang_at: null, answered_at: null, waited_s: 0,
}
const talking = { ...call, seat: '37091', answered_at: '2026-11-22T01:00:08Z' }

let seq = 0
const say = (message: Record<string, unknown>) => ({ seq: (seq += 1), ...message }) as unknown as Message
const snapshot = (calls: LiveCall[] = []) =>
  say({ type: 'snapshot', now: '2026-11-22T02:00:00Z', connected: true, sits_at: '37091', seat, calls })
const told = (...messages: Message[]): Picture =>
  messages.reduce((was, message) => fold(was, message, Date.parse('2026-11-22T01:00:00Z')), nothing())

describe('the picture', () => {
  it('takes the time of the service when the own clock is off by an hour', () => {
    expect(told(snapshot()).clockAhead).toBe(3_600_000)
  })

  it('drops a call that another seat answered', () => {
    const picture = told(snapshot(), say({ type: 'call', call }), say({ type: 'gone', call_id: 'c1', ours: false }))
    expect(picture.call).toBeNull()
    expect(picture.ended).toBeNull()
  })

  it('keeps the call that ended here for its form', () => {
    const picture = told(snapshot(), say({ type: 'call', call: talking }), say({ type: 'gone', call_id: 'c1', ours: true }))
    expect(picture.call).toBeNull()
    expect(picture.ended?.call_id).toBe('c1')
  })

  it('learns from a new snapshot that the call ended while the line was lost', () => {
    const picture = told(snapshot(), say({ type: 'call', call: talking }), snapshot())
    expect(picture.ended?.call_id).toBe('c1')
  })

  it('forgets the call before when the next one rings', () => {
    const next = { ...call, call_id: 'c2' }
    const picture = told(snapshot(), say({ type: 'call', call: talking }), say({ type: 'gone', call_id: 'c1', ours: true }), say({ type: 'call', call: next }))
    expect(picture.call?.call_id).toBe('c2')
    expect(picture.ended).toBeNull()
  })

  it('counts the recordings of a call that were closed, so that they are asked for anew', () => {
    const closed = say({ type: 'recording', call_id: 'c1' })
    expect(told(snapshot(), closed, closed).recordings).toEqual({ c1: 2 })
  })
})
