import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import { Places } from '../src/board/places'
import type { Layout, SeatRow } from '../src/board/state'
import SeatOrders from '../src/dispatch/SeatOrders.vue'
import { press } from './desk_stage'

const asked = vi.hoisted(() => vi.fn(() => Promise.resolve({ id: 1 })))
vi.mock('../src/api', async (original) => ({ ...(await original<object>()), ask: asked }))
vi.mock('../src/dispatch/dispatch', () => ({
  useDispatch: () => ({
    reasons: ref([{ code: 'load', name: '话务调配' }]), busy: ref(false), fault: ref(''), done: ref(''),
    order: async (what: () => Promise<unknown>) => Boolean(await what()),
  }),
}))

const unit = (code: string, name: string, parent: string | null) => ({ code, name, short: name, tier: parent === '000000' ? 'province' : 'city', parent, letters: [] }) as Layout['units'][0]
const layout: Layout = {
  units: [unit('370000', '山东', '000000'), unit('370100', '济南', '370000'), unit('370900', '泰安', '370000')],
  seats: [{ number: '37011', unit: '370100' }, { number: '37091', unit: '370900' }],
}
const row: SeatRow = { number: '37011', unit: '370100', device: 'sip', state: 'ready', reason: '', since: '2026-11-22T03:00:00Z', person: '李兰', hand: false, peer: '', call: null }

let page: ReturnType<typeof mount>
beforeEach(() => (page = mount(SeatOrders, { props: { seat: row, places: new Places(layout) }, attachTo: document.body })))
afterEach(() => {
  page.unmount()
  asked.mockClear()
})

describe('the orders at a seat', () => {
  it('moves the seat to the queue of another unit by its digit', async () => {
    press('3')
    await nextTick()
    expect(page.findAll('#post-unit option').map((one) => one.text())).toEqual(['选择单位…', '山东', '泰安'])
    await page.get('#post-unit').setValue('370900')
    await page.get('#post-how').setValue('instead')
    await page.get('.reason-chip').trigger('click')
    await page.get('form').trigger('submit')
    expect(asked).toHaveBeenLastCalledWith('POST', '/api/dispatch/seats/37011/queues', { unit: '370900', beside: false, reason: 'load', note: '' })
  })

  it('offers no other queue to who looks after one unit alone', async () => {
    await page.setProps({ places: new Places({ units: layout.units.slice(1, 2), seats: layout.seats.slice(0, 1) }) })
    expect(page.text()).not.toContain('调整队列')
  })
})
