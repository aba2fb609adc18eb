/** Why a call went as it did, and the board at a moment: `seats/replay/`. */
import { ask } from '../api'
import type { Told } from './spans'

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

export interface Day {
  begins: string
  /** That arrived in each ten minutes. */
  calls: number[]
  alarms: { at: string; what: string; unit: string }[]
}

export const replayApi = {
  span: (time: string, seconds: number) => ask<Told>('GET', `/api/board/span?time=${encodeURIComponent(time)}&seconds=${seconds}`),
  day: (day: string) => ask<Day>('GET', `/api/board/day?day=${encodeURIComponent(day)}`),
  decisions: (call: string) => ask<Decisions>('GET', `/api/calls/${encodeURIComponent(call)}/decisions`),
}
