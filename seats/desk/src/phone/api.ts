/** What is asked of the exchange for the own seat. What changes comes back over the line. */
import { ask } from '../api'
import type { Target } from '../types'
import type { Account } from './sip'

export type Consultation = 'complete' | 'cancel' | 'conference' | 'swap'
const post = (path: string, body: unknown) => ask<undefined>('POST', path, body)

export const phoneApi = {
  account: () => ask<Account>('GET', '/api/phone/account'),
  targets: () => ask<Target[]>('GET', '/api/phone/targets'),
  hold: (on: boolean) => post('/api/phone/hold', { on }),
  mute: (on: boolean) => post('/api/phone/mute', { on }),
  transfer: (to: string, how: 'blind' | 'consult') => post('/api/phone/transfer', { to, how }),
  consult: (what: Consultation) => post('/api/phone/consult', { do: what }),
  /** The browser's phone dials what it is told; a phone on the table is rung. */
  call: (to: string) => ask<{ dial?: string } | undefined>('POST', '/api/phone/call', { to }),
  /** Gives the sound of the seat's call to this page: a reload ended it. */
  rejoin: () => post('/api/phone/rejoin', {}),
  keypad: (digits: string) => post('/api/phone/keypad', { digits }),
  hangUp: () => post('/api/phone/hang-up', {}),
  hand: (up: boolean, note: string) => post('/api/phone/hand', { up, note }),
  extendWrapUp: (seconds: number) => post('/api/seat/wrap-up', { extend_s: seconds }),
  endWrapUp: () => post('/api/seat/wrap-up', { end: true }),
}
