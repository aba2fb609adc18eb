import { describe, expect, it } from 'vitest'
import { fractionText, missesTarget, ordered, percent, secondsText, valueText } from '../src/figures/format'
import { addressOf, isDay, questionIn, stepped } from '../src/figures/question'
import type { Figure, UnitRow } from '../src/figures/types'

const figure = (more: Partial<Figure> = {}): Figure => ({
  key: 'connected', name: '接通率', kind: 'share', meaning: '', top_name: '', bottom_name: '', target: 0.95, rows: [], before: {},
  numerator: 19, denominator: 20, value: 0.95, ...more,
})
const unit = (code: string, value: number | null, alone = false): UnitRow => ({
  code, name: code, short: code, alone, below: false, values: { connected: { numerator: 0, denominator: 1, value } },
})

describe('a figure', () => {
  it('is never rounded up to a limit that it misses', () => {
    expect(percent(0.9499)).toBe('94.9%')
    expect(percent(0.95)).toBe('95.0%')
    expect(percent(1)).toBe('100.0%')
    expect(missesTarget(figure({ value: 0.9499 }))).toBe(true)
    expect(missesTarget(figure())).toBe(false)
  })

  it('without a denominator says that there is no data, and misses nothing', () => {
    expect(valueText('share', null)).toBe('无数据')
    expect(missesTarget(figure({ value: null }))).toBe(false)
    expect(fractionText(figure({ numerator: 0, denominator: 0 }))).toBe('0 ÷ 0')
    expect(fractionText(figure({ denominator: null }))).toBe('')
  })

  it('in seconds is read as people say it', () => {
    expect([6.34, 59.9, 222, 3600].map(secondsText)).toEqual(['6.3 秒', '59.9 秒', '3分42秒', '1时00分'])
    expect(fractionText(figure({ key: 'occupancy', numerator: 5400, denominator: 7200 }))).toBe('1.5 时 ÷ 2.0 时')
    expect(fractionText(figure({ kind: 'seconds', numerator: 90, denominator: 1200 }))).toBe('1.5 分 ÷ 1,200')
  })

  it('orders units with those without data last and the unit itself first', () => {
    const units = [unit('own', 0.5, true), unit('a', 0.7), unit('b', null), unit('c', 0.9)]
    expect(ordered(units, 'connected', true).map(({ code }) => code)).toEqual(['own', 'c', 'a', 'b'])
    expect(ordered(units, 'connected', false).map(({ code }) => code)).toEqual(['own', 'a', 'c', 'b'])
    expect(ordered(units, '', true).map(({ code }) => code)).toEqual(['own', 'a', 'b', 'c'])
  })
})

describe('a question', () => {
  it('is found again in its address', () => {
    const question = { by: 'day', on: '2026-03-10', unit: '370000', alone: true } as const
    expect(questionIn(`?${addressOf(question)}`)).toEqual(question)
    expect(addressOf(question, { bucket: 3 })).toContain('bucket=3')
  })

  it('that is none becomes the plain one', () => {
    expect(questionIn('?by=week&on=2026-02-30&unit=<b>&alone=1')).toEqual({ by: 'hour', on: '', unit: '', alone: false })
    expect(['2026-02-28', '2026-02-29', '2028-02-29', '26-1-1', ''].map(isDay)).toEqual([true, false, true, false, false])
  })

  it('steps by its own length, whatever the month', () => {
    expect(stepped('hour', '2026-03-01', -1)).toBe('2026-02-28')
    expect(stepped('day', '2026-03-31', -1)).toBe('2026-02-01')
    expect(stepped('day', '2026-12-31', 1)).toBe('2027-01-01')
    expect(stepped('month', '2028-02-29', 1)).toBe('2029-01-01')
    expect(stepped('year', '2026-05-05', -1)).toBe('2025-01-01')
  })
})
