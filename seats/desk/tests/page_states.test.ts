/** What a page says before there is an answer, instead of one, and when the answer is that there is nothing. */
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import { ApiFault } from '../src/api'
import OrderList from '../src/dispatch/OrderList.vue'
import LatencyPage from '../src/latency/LatencyPage.vue'
import LedgerPage from '../src/matter/LedgerPage.vue'
import SeatChooser from '../src/parts/SeatChooser.vue'
import ReplayPage from '../src/replay/ReplayPage.vue'
import { texts } from '../src/texts'
import { me } from './desk_stage'

const asked = vi.hoisted(() => vi.fn<(method: string, path: string) => Promise<unknown>>())
vi.mock('../src/api', async (original) => {
  const real = await original<{ api: object }>()
  return { ...real, ask: asked, api: { ...real.api, call: (id: string) => asked('GET', `/api/calls/${id}`), seats: () => asked('GET', '/api/seats'), boardLayout: () => asked('GET', '/api/board/layout') } }
})
vi.mock('../src/dispatch/dispatch', () => ({ useDispatch: () => ({ fault: ref(''), busy: ref(false) }) }))

const slow = { seat: '37091', unit_name: '泰安市公安局', count: 9, p50: 40, p95: 90, p99: 120, paint_p95: 30 }
const row = { call_id: 'c1', number: '370900-2026-00001', accepted_at: null, caller: '138****0123', category: '', problem: '', disposition: '', due: null, provisional: false, urgent: false }
const away = new ApiFault(0, texts.offline)
const places = { short: (code: string) => code } as never
const pages = {
  latency: () => mount(LatencyPage, { props: { me } }),
  ledger: () => mount(LedgerPage, { props: { me } }),
  seats: () => mount(SeatChooser, { attachTo: document.body }),
  orders: () => mount(OrderList, { props: { places, now: 0 }, global: { stubs: { teleport: true, transition: true } } }),
}
const nothing = { latency: texts.latency.none, ledger: texts.matter.noMatters, seats: texts.noSeats, orders: texts.dispatch.noOrders }
let page: ReturnType<typeof mount>

const press = async (name: string) => {
  const button = page.findAll('button, .row').find((one) => one.text().includes(name))
  if (!button) throw new Error(`no ${name}`)
  await button.trigger('click')
  await flushPromises()
}

beforeEach(() => void asked.mockReset())
afterEach(() => page.unmount())

describe.each(Object.keys(pages) as (keyof typeof pages)[])('%s', (name) => {
  it('says that it loads, and that there is nothing', async () => {
    let give: (rows: unknown[]) => void = () => undefined
    asked.mockReturnValue(new Promise((done) => (give = done)))
    page = pages[name]()
    await flushPromises()
    expect(page.text()).toContain(texts.loading)
    give([])
    await flushPromises()
    expect(page.text()).not.toContain(texts.loading)
    expect(page.text()).toContain(nothing[name])
  })

  it('says why it cannot be read, and reads again when asked', async () => {
    asked.mockRejectedValueOnce(away).mockResolvedValue([])
    page = pages[name]()
    await flushPromises()
    expect(page.get('[role="alert"]').text()).toContain(texts.offline)
    expect(page.text()).not.toContain(texts.loading)
    await press(texts.again)
    expect(page.find('[role="alert"]').exists()).toBe(false)
    expect(page.text()).toContain(nothing[name])
  })
})

describe('the choice of a seat', () => {
  const one = (number: string, person: string) => ({ number, unit: '370000', unit_name: '山东省公安厅', device: 'sip', person, mine: false, given: false, since: null, state: 'paused' })
  const given = (seat: ReturnType<typeof one>) => ({ ...seat, given: true })

  it('has the first free one under the finger', async () => {
    asked.mockResolvedValue([one('37001', '赵队'), one('37002', ''), one('37003', '')])
    page = pages.seats()
    await flushPromises()
    expect(document.activeElement?.getAttribute('aria-label')).toBe(`${texts.sitHere} 37002`)
  })

  it('has the given one marked and under the finger', async () => {
    asked.mockResolvedValue([given(one('37002', '')), one('37001', '')])
    page = pages.seats()
    await flushPromises()
    expect(page.findAll('.given-mark').map((mark) => mark.text())).toEqual([texts.givenToYou])
    expect(page.get('.seat-card.given').text()).toContain('37002')
    expect(document.activeElement?.getAttribute('aria-label')).toBe(`${texts.sitHere} 37002，${texts.givenToYou}`)
  })

  it('says who sits at the given one, and has another under the finger', async () => {
    asked.mockResolvedValue([given(one('37002', '赵队')), one('37001', '')])
    page = pages.seats()
    await flushPromises()
    expect(page.get('.seat-card.given').text()).toContain(texts.takenBy('赵队'))
    expect(page.get('.seat-card.given button').attributes('disabled')).toBeDefined()
    expect(document.activeElement?.getAttribute('aria-label')).toBe(`${texts.sitHere} 37001`)
  })
})

describe('an answer that comes late', () => {
  it('does not stand for the question that was asked after it', async () => {
    let late: (rows: unknown[]) => void = () => undefined
    asked.mockReturnValueOnce(new Promise((done) => (late = done))).mockResolvedValue([{ ...slow, seat: '37092' }])
    page = pages.latency()
    await page.findAll('input')[0]?.trigger('change')
    await flushPromises()
    late([slow])
    await flushPromises()
    expect(page.text()).toContain('37092')
    expect(page.text()).not.toContain('37091')
  })
})

describe('a matter of the ledger', () => {
  it('that cannot be opened is told, and opened when asked again', async () => {
    asked.mockResolvedValueOnce([row]).mockRejectedValueOnce(away).mockResolvedValue({ registration: { form: null, accepted: { number: row.number } } })
    page = pages.ledger()
    await flushPromises()
    await press(row.number)
    expect(page.get('[role="alert"]').text()).toContain(texts.offline)
    expect(page.text()).toContain(row.number)
    await press(texts.again)
    expect(page.find('[role="alert"]').exists()).toBe(false)
  })
})

describe('the replay', () => {
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
  const snapshot = { now: at(-10), connected: true, seats: [], waiting: [], units: [], alarms: [] }
  const span = { until: at(10), snapshot, changes: [] }

  it('does not say that there is no alarm when it could not read the day', async () => {
    asked.mockImplementation((_, path) => (path.startsWith('/api/board/day') ? Promise.reject(away) : Promise.resolve(path.includes('span') ? span : { units: [], seats: [] })))
    page = mount(ReplayPage, { props: { me } })
    await flushPromises()
    expect(page.get('[role="alert"]').text()).toContain(texts.replay.dayFailed)
    await press(texts.replay.nextAlarm)
    expect(page.text()).not.toContain(texts.replay.noAlarm)
    asked.mockImplementation((_, path) => Promise.resolve(path.startsWith('/api/board/day') ? { begins: '', calls: [], alarms: [] } : span))
    await press(texts.again)
    expect(page.find('[role="alert"]').exists()).toBe(false)
  })

  it('does not go on saying that it loads when the layout cannot be had', async () => {
    asked.mockImplementation((_, path) => (path.includes('layout') ? Promise.reject(away) : Promise.resolve(path.includes('day') ? { begins: '', calls: [], alarms: [] } : span)))
    page = mount(ReplayPage, { props: { me } })
    await flushPromises()
    expect(page.get('[role="alert"]').text()).toContain(texts.board.layoutFailed)
    expect(page.text()).not.toContain(texts.loading)
  })

  it('goes back and plays on over midnight', async () => {
    vi.useFakeTimers({ now: new Date('2026-11-22T16:05:00Z') })
    const night = { ...span, until: '2026-11-22T16:10:00Z', snapshot: { ...snapshot, now: '2026-11-22T15:50:00Z' } }
    const days: string[] = []
    asked.mockImplementation((_, path) => {
      if (path.startsWith('/api/board/day')) days.push(path.slice(-10))
      return Promise.resolve(path.includes('day') ? { begins: '', calls: [], alarms: [] } : path.includes('span') ? night : { units: [], seats: [] })
    })
    page = mount(ReplayPage, { props: { me }, attachTo: document.body })
    await flushPromises()
    const press = (key: string) => window.dispatchEvent(new KeyboardEvent('keydown', { key }))
    press('[')
    await flushPromises()
    expect(days).toEqual(['2026-11-23', '2026-11-22'])
    press('3')
    press(' ')
    await vi.advanceTimersByTimeAsync(8000)
    vi.useRealTimers()
    expect(days).toEqual(['2026-11-23', '2026-11-22', '2026-11-23'])
  })
})
