import { describe, expect, it } from 'vitest'
import { FRAME, GAP, LABEL, fit } from '../../src/board/fit'
import { spots } from '../../src/board/grid'
import { lasting } from '../../src/board/lasting'
import { HAND } from '../../src/board/marks'
import { fits, Places, spelt } from '../../src/board/places'
import { empty, type Layout, type SeatRow, type Unit } from '../../src/board/state'
import { counts, queues, today } from '../../src/board/totals'
import { next } from '../../src/board/walk'

const unit = (code: string, short: string, tier: Unit['tier'], parent: string | null, letters: string[]): Unit => ({
  code, name: `${short}公安`, short, tier, parent, letters,
})
const layout: Layout = {
  units: [
    unit('000000', '公安部', 'ministry', null, ['g', 'a', 'bp']),
    unit('370000', '山东', 'province', '000000', ['s', 'd']),
    unit('370900', '泰安', 'city', '370000', ['t', 'a']),
    unit('350200', '厦门', 'city', '350000', ['sx', 'm']),
    unit('661400', '第十四师昆玉', 'city', '370000', ['d', 's', 's', 's', 'hk', 'y']),
  ],
  seats: [
    { number: '00001', unit: '000000' },
    { number: '37001', unit: '370000' },
    { number: '37091', unit: '370900' },
    { number: '35021', unit: '350200' },
    { number: '66141', unit: '661400' },
  ],
}
const seat = (number: string, state: string, person = ''): SeatRow => ({
  number, unit: '370900', device: 'sip', state, reason: '', since: '', person, hand: false, peer: '', call: null,
})
const anything = { text: '', state: '', tier: '' }

describe('the groups of the board', () => {
  const places = new Places(layout)

  it('are the ministry, then each province with its cities; a city whose province one does not see is its own', () => {
    expect(places.groups.map((group) => [group.unit.short, group.tiles.map((tile) => tile.name)])).toEqual([
      ['公安部', ['公安部1']],
      ['山东', ['山东1', '泰安', '十四师']],
      ['厦门', ['厦门']],
    ])
  })

  it('are searched by state, level, province, name, number, person and first letters', () => {
    const [tile] = places.groups[1]?.tiles.slice(1) ?? []
    const top = places.groups[1]?.unit
    if (!tile || !top) throw new Error('no tile')
    const finds = (wanted: Partial<typeof anything>) => fits(tile, seat('37091', 'talking', '王小芳'), top, { ...anything, ...wanted })
    for (const text of ['泰安', 'ta', 'TA', '山东', 'sd', '3709', '小芳', ' 泰 ']) expect(finds({ text }), text).toBe(true)
    for (const text of ['济南', 'jn', '9999']) expect(finds({ text }), text).toBe(false)
    expect(finds({ state: 'talking', tier: 'city' })).toBe(true)
    expect(fits(tile, { ...seat('37091', 'talking'), hand: true }, top, { ...anything, state: HAND })).toBe(true)
    expect(finds({ state: HAND })).toBe(false)
    expect(finds({ state: 'ready' }) || finds({ tier: 'province' })).toBe(false)
  })

  it('know characters with several readings', () => {
    expect(spelt('xm', ['sx', 'm']) && spelt('sm', ['sx', 'm']) && spelt('m', ['sx', 'm'])).toBe(true)
    expect(spelt('xmm', ['sx', 'm']) || spelt('厦', ['sx', 'm'])).toBe(false)
  })
})

describe('the figures', () => {
  it('count seats by state', () => {
    expect(counts([seat('1', 'ready'), seat('2', 'ready'), seat('3', 'talking')])).toEqual(new Map([['ready', 2], ['talking', 1]]))
  })

  it('show the queue with the longest wait first', () => {
    const waiting = (call_id: string, of: string, since: string) => ({ call_id, unit: of, caller: '', place: '', since })
    const found = queues([
      waiting('b', '1', '2026-11-22T03:00:05+00:00'), waiting('c', '2', '2026-11-22T03:00:01+00:00'), waiting('a', '1', '2026-11-22T03:00:03+00:00'),
    ])
    expect(found.map((queue) => [queue.unit, queue.callers.map((caller) => caller.call_id)])).toEqual([['2', ['c']], ['1', ['a', 'b']]])
  })

  it('divide what was answered in 15 s by what was answered or gave up later', () => {
    const row = (of: string, answered: number, quick: number, abandoned: number) => ({ unit: of, asked: answered + abandoned, answered, quick, abandoned, messages: 1 })
    const state = { ...empty(), units: new Map([['1', row('1', 8, 6, 2)], ['2', row('2', 2, 2, 0)]]) }
    expect(today(state)).toEqual({ answered: 10, abandoned: 2, messages: 2, inTime: 8 / 12 })
    expect(today(state, (of) => of === '2').inTime).toBe(1)
    expect(today(empty()).inTime).toBeNull()
  })
})

describe('the tiles', () => {
  const country = [8, 2, 2, 13, 13, 14, 16, 11, 15, 2, 15, 13, 18, 11, 13, 18, 20, 16, 16, 23, 16, 7, 2, 23, 11, 18, 9, 12, 16, 10, 7, 16, 16]

  it('are all seen at once on 1920 × 1080', () => {
    expect(country.reduce((sum, seats) => sum + seats)).toBe(422)
    const { width, height, rows, bands } = fit(country, 1480, 900)
    expect(width).toBeGreaterThanOrEqual(50)
    expect(bands.length * (rows * height + FRAME + GAP) - GAP).toBeLessThanOrEqual(900)
    expect(bands.flat().sort((a, b) => a - b)).toEqual(country.map((_, at) => at))
    for (const band of bands) {
      const wide = band.map((at) => LABEL + FRAME + Math.ceil((country[at] ?? 0) / rows) * width)
      expect(wide.reduce((sum, w) => sum + w + GAP, -GAP)).toBeLessThanOrEqual(1480)
    }
  })

  it('are larger when there are fewer', () => {
    expect(fit([18], 1480, 900).width).toBeGreaterThan(fit(country, 1480, 900).width)
  })

  it('are of a good size when one must scroll anyway', () => {
    expect(fit(country, 600, 300)).toMatchObject({ width: 60, height: 44, rows: 2 })
  })
})

describe('the arrow keys', () => {
  const at = [
    { key: 'a', x: 0, y: 0 }, { key: 'c', x: 0, y: 40 }, { key: 'b', x: 50, y: 0 }, { key: 'd', x: 60, y: 40 },
  ]

  it('walk as one reads, and to the nearest above and below', () => {
    expect(next(at, 'a', 'ArrowRight')).toBe('b')
    expect(next(at, 'b', 'ArrowRight')).toBe('c')
    expect(next(at, 'c', 'ArrowLeft')).toBe('b')
    expect(next(at, 'b', 'ArrowDown')).toBe('d')
    expect(next(at, 'd', 'ArrowUp')).toBe('b')
  })

  it('stay at the edge, and begin at the first', () => {
    expect(next(at, 'd', 'ArrowDown')).toBe('d')
    expect(next(at, 'a', 'ArrowLeft')).toBe('a')
    expect(next(at, 'nowhere', 'ArrowDown')).toBe('a')
    expect(next([], '', 'ArrowDown')).toBe('')
  })
})

describe('the map', () => {
  it('has a place of its own for each province, and for one that it does not know', () => {
    const codes = ['110000', '370000', '660000', '990000', '980000']
    const found = [...spots(codes).values()].map(String)
    expect(new Set(found).size).toBe(codes.length)
  })
})

describe('how long a state lasts', () => {
  const after = (seconds: number, state = 'talking') => lasting(state, '2026-11-22T03:00:00Z', Date.parse('2026-11-22T03:00:00Z') + seconds * 1000)

  it('is told to the second while a caller is on the line, in what a tile has room for', () => {
    expect([9, 69, 3741, 5999].map((seconds) => after(seconds))).toEqual(['0:09', '1:09', '62:21', '99:59'])
    expect(after(6000)).toBe('100分')
    expect(after(3741, 'ready')).toBe('1时')
  })
})
