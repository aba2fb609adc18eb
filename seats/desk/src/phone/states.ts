/** What the states of a seat mean for its telephone. */
import type { SeatStateName } from '../types'

const TALKS: readonly (SeatStateName | undefined)[] = ['talking', 'held', 'consulting', 'conference']

export const inCall = (state: SeatStateName | undefined): boolean => TALKS.includes(state)

/** A seat that can be left without leaving a caller. */
export const leavable = (state: SeatStateName | undefined): boolean => !inCall(state) && state !== 'ringing'
