import { describe, expect, it } from 'vitest'
import { partsOf } from '../src/recording'
import type { Segment, TranscriptPart, Turn } from '../src/types'

const segment = (n: number, side: string, state = 'kept', seconds = 30): Segment =>
  ({ id: `c1.${n}.${side}`, n, side, state, seconds, flaw: '' })
const turn = (text: string): Turn => ({ side: 'caller', start: 1, end: 2, text, confidence: 0.9 })
const words = (n: number, ...texts: string[]): TranscriptPart => ({ n, state: 'ready', turns: texts.map(turn) })

describe('the parts of a call', () => {
  it('are each recording with its words', () => {
    const [part] = partsOf([segment(1, 'rx', 'kept', 61.2), segment(1, 'tx', 'kept', 61.4)], [words(1, '甲', '乙')])
    expect(part).toMatchObject({ n: 1, name: '通话录音', recording: 'kept', seconds: 61.4, missing: [], first: 0 })
    expect(part?.turns.map(({ text }) => text)).toEqual(['甲', '乙'])
  })

  it('begin with the message, and keep the numbers by which proposals point at turns', () => {
    const parts = partsOf([segment(1, 'rx'), segment(1, 'tx'), segment(2, 'rx')], [words(1, '甲', '乙'), words(2, '丙')])
    expect(parts.map(({ n, name, first }) => [n, name, first])).toEqual([[2, '留言录音', 2], [1, '通话录音', 0]])
  })

  it('can be heard with one side, and say which one is missing', () => {
    expect(partsOf([segment(1, 'rx'), segment(1, 'tx', 'flawed')], [])[0]).toMatchObject({ recording: 'kept', missing: ['tx'] })
    expect(partsOf([segment(1, 'tx')], [])[0]).toMatchObject({ recording: 'kept', missing: ['rx'] })
    expect(partsOf([segment(2, 'rx')], [])[0]).toMatchObject({ recording: 'kept', missing: [] })
  })

  it('wait until every side is closed', () => {
    expect(partsOf([segment(1, 'rx'), segment(1, 'tx', 'open')], [])[0]?.recording).toBe('open')
  })

  it('say that nothing can be heard', () => {
    expect(partsOf([segment(1, 'rx', 'flawed'), segment(1, 'tx', 'flawed')], [])[0]?.recording).toBe('lost')
  })

  it('are shown with words alone when no recording is known', () => {
    expect(partsOf([], [words(1, '甲')])[0]).toMatchObject({ recording: '', transcript: 'ready' })
    expect(partsOf([], [])).toEqual([])
  })
})
