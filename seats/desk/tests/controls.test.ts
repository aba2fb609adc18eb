import { describe, expect, it } from 'vitest'
import { byKey, controls, KEYS, type Situation } from '../src/phone/controls'
import type { SeatStateName } from '../src/types'

const talking: Situation = {
  state: 'talking', device: 'browser', answerable: false, muted: false, hand: false, colleague: false, soundless: false, calling: false,
}
const states: SeatStateName[] = [
  'offline', 'paused', 'ready', 'ringing', 'talking', 'held', 'consulting', 'conference', 'wrap_up',
]

describe('the controls of a call', () => {
  it.each(states)('have a key each, and no two the same: %s', (state) => {
    for (const answerable of [true, false]) {
      const keys = controls({ ...talking, state, answerable }).map((action) => KEYS[action])
      expect(new Set(keys).size).toBe(keys.length)
    }
  })

  it('end a call only where there is one: no key that was pressed twice hangs up on a caller', () => {
    for (const state of states) {
      const there = controls({ ...talking, state, answerable: state === 'ringing' })
      expect(byKey(KEYS.answer, there) === 'hangUp').toBe(false)
      expect(there.includes('hangUp')).toBe(state === 'talking' || state === 'held')
    }
    expect(controls({ ...talking, state: 'ready', calling: true })).toEqual(['hangUp'])
  })

  it('offer to answer only at the phone that rings here', () => {
    expect(controls({ ...talking, state: 'ringing', answerable: true })).toEqual(['answer'])
    expect(controls({ ...talking, state: 'ringing', device: 'sip' })).toEqual([])
  })

  it('turn with what they did', () => {
    expect(controls({ ...talking, muted: true, hand: true })).toEqual(['hold', 'unmute', 'transfer', 'keypad', 'handDown', 'hangUp'])
    expect(byKey('F6', controls({ ...talking, state: 'held' }))).toBe('unhold')
  })

  it('use in a consultation the keys of what they finish', () => {
    const there = controls({ ...talking, state: 'consulting' })
    expect(byKey(KEYS.transfer, there)).toBe('complete')
    expect(byKey(KEYS.hangUp, there)).toBe('cancel')
    expect(byKey('F6', there)).toBe('swap')
  })

  it('bring the sound back first, when a reload took it', () => {
    expect(controls({ ...talking, soundless: true })).toEqual(['rejoin', 'hangUp'])
  })

  it('give no citizen to hold or transfer in a call with a colleague', () => {
    expect(controls({ ...talking, colleague: true })).toEqual(['mute', 'keypad', 'hangUp'])
  })
})
