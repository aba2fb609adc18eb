/** Which controls a call has in each state, and their keys. Rules only: no screen. */
import type { Device, SeatStateName } from '../types'
import { inCall } from './states'

export type Action =
  | 'answer' | 'rejoin' | 'hangUp' | 'hold' | 'unhold' | 'mute' | 'unmute' | 'transfer' | 'keypad' | 'callColleague'
  | 'hand' | 'handDown' | 'complete' | 'swap' | 'threeWay' | 'cancel' | 'leaveToThem' | 'dropPeer'

export interface Situation {
  state: SeatStateName | undefined
  device: Device
  /** The browser's own phone rings and can be answered here. */
  answerable: boolean
  muted: boolean
  hand: boolean
  /** A colleague is being called. */
  calling: boolean
  /** The seat talks, but its sound is not in this page: it was loaded anew in mid-call. */
  soundless: boolean
  /** A call of ours with a colleague, without a citizen. */
  colleague: boolean
}

export const KEYS: Record<Action, string> = {
  answer: 'F3', rejoin: 'F3', hangUp: 'Shift+F3', hold: 'F6', unhold: 'F6', swap: 'F6', mute: 'F10', unmute: 'F10',
  transfer: 'Shift+F6', complete: 'Shift+F6', leaveToThem: 'Shift+F6', threeWay: 'Shift+F7', callColleague: 'Shift+F8',
  keypad: 'Shift+F9', hand: 'F1', handDown: 'F1', cancel: 'Shift+F3', dropPeer: 'Shift+F3',
}

export const keyCap = (key: string): string => key.replace('Shift+', '⇧')

/** In the order of the screen; the one that ends something comes last. */
export function controls(now: Situation): Action[] {
  if (now.soundless) return ['rejoin', 'hangUp']
  const hand: Action = now.hand ? 'handDown' : 'hand'
  const mute: Action = now.muted ? 'unmute' : 'mute'
  if (now.state === 'consulting') return ['complete', 'threeWay', 'swap', mute, hand, 'cancel']
  if (now.state === 'conference') return ['leaveToThem', mute, hand, 'dropPeer']
  if (now.state === 'held') return ['unhold', 'transfer', hand, 'hangUp']
  if (inCall(now.state)) {
    return now.colleague ? [mute, 'keypad', 'hangUp'] : ['hold', mute, 'transfer', 'keypad', hand, 'hangUp']
  }
  if (now.calling) return ['hangUp']
  if (now.answerable) return ['answer']
  return now.state === 'ringing' ? [] : ['callColleague', hand]
}

/** What a key does now; nothing when its control is not there. */
export function byKey(key: string, there: Action[]): Action | undefined {
  return there.find((action) => KEYS[action] === key)
}
