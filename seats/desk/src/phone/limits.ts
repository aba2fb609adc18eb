/** How long a pause or a wrap-up still lasts, or by how much it is over. */
import { duration } from '../clock'
import { texts } from '../texts'

export interface Limit {
  words: string
  over: boolean
}

export function limit(until: string | null | undefined, now: number): Limit | null {
  if (!until) return null
  const left = (Date.parse(until) - now) / 1000
  // A whole second that has begun is still left: 00:00 is shown for none.
  return left > 0
    ? { words: texts.phone.left(duration(Math.ceil(left))), over: false }
    : { words: texts.phone.over(duration(-left)), over: true }
}
