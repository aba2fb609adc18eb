/** The order of work: what happens now, then who waits for a call at a time, then the rest by its day. */
import type { WorkItem } from '../types'

const RANK: Record<string, number> = { fast_track: 0, callback: 1 }

export function pressing(items: WorkItem[]): WorkItem[] {
  const rank = (item: WorkItem) => RANK[item.kind] ?? 2
  const at = (item: WorkItem) => item.due_at ?? item.due
  return [...items].sort((a, b) => rank(a) - rank(b) || at(a).localeCompare(at(b)) || a.id - b.id)
}

/** The message of this call that nobody has heard yet. */
export const unheard = (items: WorkItem[] | null, callId: string): WorkItem | undefined =>
  items?.find((item) => item.kind === 'message' && item.call_id === callId)
