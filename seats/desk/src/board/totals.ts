/** Counts of the board. Each figure says what it counts; the definitions of today's are in `cases/figures`. */
import { HAND } from './marks'
import type { BoardState, SeatRow, Waiting } from './state'

export const counts = (seats: Iterable<SeatRow>): Map<string, number> => {
  const found = new Map<string, number>()
  const count = (what: string) => found.set(what, (found.get(what) ?? 0) + 1)
  for (const { state, hand } of seats) {
    count(state)
    if (hand) count(HAND)
  }
  return found
}

export interface Queue {
  unit: string
  /** Longest wait first. */
  callers: Waiting[]
}

/** The queue whose caller waits longest comes first. */
export function queues(waiting: Iterable<Waiting>): Queue[] {
  const found = new Map<string, Waiting[]>()
  for (const caller of [...waiting].sort((a, b) => Date.parse(a.since) - Date.parse(b.since))) {
    const of = found.get(caller.unit)
    if (of) of.push(caller)
    else found.set(caller.unit, [caller])
  }
  return [...found].map(([unit, callers]) => ({ unit, callers }))
}

export interface Today {
  answered: number
  abandoned: number
  messages: number
  /** Answered within 15 s ÷ calls that asked for a person, 0 to 1; null: nothing to divide by. */
  inTime: number | null
}

export function today(state: BoardState, units: (unit: string) => boolean = () => true): Today {
  let [asked, answered, quick, abandoned, messages] = [0, 0, 0, 0, 0]
  for (const row of state.units.values()) {
    if (!units(row.unit)) continue
    answered += row.answered
    asked += row.asked
    quick += row.quick
    abandoned += row.abandoned
    messages += row.messages
  }
  return { answered, abandoned, messages, inTime: asked ? quick / asked : null }
}
