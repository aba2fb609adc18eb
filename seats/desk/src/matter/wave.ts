/** The shape of a recording as one path, and ways through it. */
import type { Turn } from '../types'

const HALF = 20
/** What is quieter than this is drawn low: silence must not look like speech. */
const QUIET = 15

/** Mirrored about the middle; the louder of the channels, the loudest stretch in full. Units: one a stretch across, 2 × HALF high. */
export function outline(peaks: number[][]): string {
  const length = Math.max(0, ...peaks.map((channel) => channel.length))
  const louder = Array.from({ length }, (_, n) => Math.max(...peaks.map((channel) => channel[n] ?? 0)))
  const heights = louder.map((peak) => (peak * HALF) / Math.max(QUIET, ...louder))
  return heights.map((height, n) => `M${n} ${(HALF - height).toFixed(1)}V${(HALF + Math.max(height, 0.3)).toFixed(1)}`).join('')
}

/** The second at which the next word begins, or the one before. */
export function wordAt(turns: Turn[], second: number, step: 1 | -1): number | null {
  const starts = turns.flatMap((turn) => turn.words?.map((word) => word.start) ?? [turn.start]).sort((a, b) => a - b)
  const found = step > 0 ? starts.find((start) => start > second + 0.05) : starts.filter((start) => start < second - 0.25).at(-1)
  return found ?? null
}
