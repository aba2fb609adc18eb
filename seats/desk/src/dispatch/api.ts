/** Orders of a supervisor, and messages that every desk confirms: `seats/dispatch/api.py`. */
import { ask } from '../api'

export type SeatAct = 'listen' | 'whisper' | 'barge' | 'take_over' | 'pause' | 'ready' | 'sign_out'

export type OverflowAct = 'open_overflow' | 'close_overflow'

export interface Reason {
  code: string
  name: string
}

export interface Why {
  reason: string
  note: string
}

export interface Order {
  id: number
  at: string
  act: string
  by: string
  unit: string
  seat: string
  to: string
  reason: string
  note: string
  text: string
  failed: boolean
  undone: boolean
  undoable: boolean
  /** How many have confirmed a broadcast. */
  confirmed: number
}

/** `act` other than `broadcast`: what was done to the person's own seat. */
export interface Broadcast {
  id: number
  at: string
  act: 'broadcast' | 'sign_out' | 'take_over'
  by: string
  unit: string
  text: string
}

const seat = (number: string, act: SeatAct) => `/api/dispatch/seats/${encodeURIComponent(number)}/${act}`

export const dispatchApi = {
  reasons: () => ask<Reason[]>('GET', '/api/dispatch/reasons'),
  orders: () => ask<Order[]>('GET', '/api/dispatch/orders'),
  undo: (order: number) => ask<undefined>('POST', `/api/dispatch/orders/${order}/undo`),
  atSeat: (number: string, act: SeatAct, why: Why) => ask<{ id: number }>('POST', seat(number, act), why),
  /** `beside`: it goes on to serve its own unit's callers. */
  postSeat: (number: string, unit: string, beside: boolean, why: Why) =>
    ask<{ id: number }>('POST', `/api/dispatch/seats/${encodeURIComponent(number)}/queues`, { unit, beside, ...why }),
  moveCaller: (call: string, to: string, why: Why) => ask<{ id: number }>('POST', `/api/dispatch/calls/${encodeURIComponent(call)}/move`, { to, ...why }),
  /** Units whose overflow an order changed. */
  overflow: () => ask<Record<string, 'open' | 'closed'>>('GET', '/api/dispatch/overflow'),
  setOverflow: (unit: string, act: OverflowAct, why: Why) => ask<{ id: number }>('POST', `/api/dispatch/units/${encodeURIComponent(unit)}/${act}`, why),
  stop: () => ask<undefined>('POST', '/api/dispatch/stop-listening'),
  broadcast: (text: string, unit: string, why: Why) => ask<{ id: number }>('POST', '/api/dispatch/broadcasts', { text, unit, ...why }),
  broadcasts: () => ask<Broadcast[]>('GET', '/api/broadcasts'),
  confirm: (id: number) => ask<undefined>('POST', `/api/broadcasts/${id}/confirm`),
}
