/** Why a call went as it did, and the board at a moment: `seats/replay/`. */
import { ask } from '../api'

export interface Decision {
  at: string
  /** The kind of fact, or `level`. */
  what: string
  text: string
}

export interface Decisions {
  call_id: string
  unit: string
  arrived_at: string
  waited_s: number
  /** Nobody has answered yet. */
  waits: boolean
  decisions: Decision[]
}

export const replayApi = {
  decisions: (call: string) => ask<Decisions>('GET', `/api/calls/${encodeURIComponent(call)}/decisions`),
}
