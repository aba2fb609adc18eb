/** How long something lasts, in the few characters that a tile has room for. */
import { duration } from '../clock'
import { texts } from '../texts'

const RUNS = new Set(['ringing', 'talking', 'held', 'consulting', 'conference', 'wrap_up'])

export const secondsSince = (since: string, now: number): number => Math.max(0, Math.floor((now - Date.parse(since)) / 1000))

/** By the second while a caller is on the line or was a moment ago, else in whole minutes, hours or days. */
export function lasting(state: string, since: string, now: number): string {
  const seconds = secondsSince(since, now)
  return RUNS.has(state) ? duration(seconds).replace(/^0(?=\d:)/, '') : roughly(seconds)
}

export function roughly(seconds: number): string {
  const { board } = texts
  if (seconds < 60) return board.seconds(seconds)
  if (seconds < 3600) return board.minutes(Math.floor(seconds / 60))
  return seconds < 86_400 ? board.hours(Math.floor(seconds / 3600)) : board.days(Math.floor(seconds / 86_400))
}
