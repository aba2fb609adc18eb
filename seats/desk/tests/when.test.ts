import { describe, expect, it } from 'vitest'
import { duration, shortTime } from '../src/clock'
import { readDate, readTime, weekday } from '../src/form/when'

const NOW = Date.parse('2026-11-22T17:30:00Z') // the 23rd in China

describe('a date', () => {
  it.each([
    ['2026-11-03', '2026-11-03'], ['2026年11月3日', '2026-11-03'], ['11-3', '2026-11-03'], ['11月3号', '2026-11-03'],
    ['1103', '2026-11-03'], ['20251224', '2025-12-24'], ['12-24', '2025-12-24'], ['今天', '2026-11-23'],
    ['昨天', '2026-11-22'], ['大前天', '2026-11-20'], ['2-30', null], ['上个月', null], ['13-1', null],
  ])('%s', (said, meant) => {
    expect(readDate(said, NOW)).toBe(meant)
  })

  it('has its weekday beside it', () => {
    expect(weekday('2026-11-03')).toBe('周二')
  })
})

describe('a time', () => {
  it.each([
    ['21:30', '21:30'], ['2130', '21:30'], ['9点', '09:00'], ['晚上9点半', '21:30'], ['下午3点一刻', '15:15'],
    ['中午12点', '12:00'], ['中午1点', '13:00'], ['25:00', null], ['后半夜', null],
  ])('%s', (said, meant) => {
    expect(readTime(said)).toBe(meant)
  })
})

describe('on the screen', () => {
  it('durations and times of another day are short', () => {
    expect([duration(5), duration(3_725), duration(-3)]).toEqual(['00:05', '1:02:05', '00:00'])
    expect(shortTime('2026-11-22T17:00:00Z', NOW)).toBe('01:00')
    expect(shortTime('2026-11-03T01:00:00Z', NOW)).toBe('11月3日 09:00')
    expect(shortTime('2025-11-03T01:00:00Z', NOW)).toBe('2025年11月3日 09:00')
  })
})
