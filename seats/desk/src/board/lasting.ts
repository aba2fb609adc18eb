/** How long something lasts, in the few characters that a tile has room for. */
import { texts } from '../texts'

const RUNS = new Set(['ringing', 'talking', 'held', 'consulting', 'conference', 'wrap_up'])

export const secondsSince = (since: string, now: number): number => Math.max(0, Math.floor((now - Date.parse(since)) / 1000))

/** Of `99:59`: a tile has no room for hours beside seconds, and calls of that length are heard out. */
const LONGEST_TO_THE_SECOND = 100 * 60

/** By the second while a caller is on the line or was a moment ago, else in whole minutes, hours or days. */
export function lasting(state: string, since: string, now: number): string {
  const seconds = secondsSince(since, now)
  if (!RUNS.has(state)) return roughly(seconds)
  const minutes = Math.floor(seconds / 60)
  return seconds < LONGEST_TO_THE_SECOND ? `${minutes}:${String(seconds % 60).padStart(2, '0')}` : texts.board.minutes(minutes)
}

export function roughly(seconds: number): string {
  const { board } = texts
  if (seconds < 60) return board.seconds(seconds)
  if (seconds < 3600) return board.minutes(Math.floor(seconds / 60))
  return seconds < 86_400 ? board.hours(Math.floor(seconds / 3600)) : board.days(Math.floor(seconds / 86_400))
}
