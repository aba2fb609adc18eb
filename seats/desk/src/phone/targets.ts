/** Whom a call can be given to: found by number, name or the first letters of its pinyin, the free ones first. */
import type { Target } from '../types'
import { matchesInitials } from './pinyin'

const MANY = 40

export function find(targets: Target[], words: string, own: string): Target[] {
  const wanted = words.trim().toLowerCase()
  const found = targets.filter((one) => matches(one, wanted))
  return found.sort((a, b) => rank(a, own) - rank(b, own) || (a.to < b.to ? -1 : 1)).slice(0, MANY)
}

function matches(one: Target, wanted: string): boolean {
  if (!wanted || one.to.startsWith(wanted)) return true
  if (one.unit_name.includes(wanted) || one.person.includes(wanted)) return true
  if (!/^[a-z]+$/.test(wanted)) return false
  return matchesInitials(one.unit_name, wanted) || matchesInitials(one.person, wanted)
}

/** The own unit before others; who can take the call before who perhaps can and who cannot; a queue before its seats. */
function rank(one: Target, own: string): number {
  return (one.unit === own ? 0 : 6) + 2 * chance(one) + (one.kind === 'unit' ? 0 : 1)
}

function chance(one: Target): number {
  if (one.kind === 'unit') return one.ready === null ? 1 : one.ready > 0 ? 0 : 2
  return one.state === 'ready' ? 0 : 2
}
