/** The parts of a call, each with its recording and its words. */
import { ref, type Ref } from 'vue'
import { texts } from './texts'
import type { Segment, TranscriptPart, Turn } from './types'

const CALL = 1
const MESSAGE = 2
const SIDES = ['rx', 'tx']

export const SPEEDS = [1, 1.25, 1.5, 2]

export interface Part {
  n: number
  name: string
  /** `open`: not closed yet; `lost`: none of its sides is there; empty: we know of none. */
  recording: '' | 'open' | 'kept' | 'lost'
  seconds: number
  /** Sides that cannot be heard. */
  missing: string[]
  /** '' when no transcript is wanted. */
  transcript: string
  turns: Turn[]
  /** Among the turns of all parts, the number of the first one. */
  first: number
}

export const byOperator = (side: string) => side === 'tx' || side === 'operator'

export const speaker = (side: string) => (byOperator(side) ? texts.operator : texts.caller)

/** A message first: it is what one is to hear. */
export function partsOf(segments: Segment[], transcript: TranscriptPart[]): Part[] {
  const numbers = new Set([...segments, ...transcript].map(({ n }) => n))
  const rank = (n: number) => (n === MESSAGE ? 0 : n)
  return [...numbers].sort((a, b) => rank(a) - rank(b)).map((n) => part(n, segments.filter((one) => one.n === n), transcript))
}

function part(n: number, segments: Segment[], transcript: TranscriptPart[]): Part {
  const here = transcript.findIndex((one) => one.n === n)
  const heard = n === MESSAGE ? segments.filter(({ side }) => side === 'rx') : segments
  const kept = heard.filter(({ state }) => state === 'kept')
  return {
    n,
    name: n === CALL ? texts.recordings.call : n === MESSAGE ? texts.recordings.message : texts.recordings.other,
    recording: recording(heard, kept),
    seconds: Math.max(0, ...kept.map(({ seconds }) => seconds)),
    missing: n === CALL && kept.length > 0 ? SIDES.filter((side) => !kept.some((one) => one.side === side)) : [],
    transcript: transcript[here]?.state ?? '',
    turns: transcript[here]?.turns ?? [],
    first: transcript.slice(0, Math.max(0, here)).reduce((sum, one) => sum + one.turns.length, 0),
  }
}

function recording(heard: Segment[], kept: Segment[]): Part['recording'] {
  if (heard.length === 0) return ''
  if (heard.some(({ state }) => state === 'open')) return 'open'
  return kept.length > 0 ? 'kept' : 'lost'
}

/** How fast this person listens, from one recording to the next. */
const speed = ref(1)

export const useSpeed = (): Ref<number> => speed
