import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import StateBar from '../src/parts/StateBar.vue'
import { press, seatIn, stage } from './desk_stage'

let { desk } = stage()
const asked = vi.hoisted(() => vi.fn(() => Promise.resolve()))
vi.mock('../src/desk', () => ({ useDesk: () => desk }))
vi.mock('../src/parts/PageLinks.vue', () => ({ default: { template: '<nav />' } }))
vi.mock('../src/parts/PauseDialog.vue', () => ({ default: { template: '<p class="reasons" />' } }))
vi.mock('../src/api', async (original) => ({ ...(await original<object>()), ask: asked }))

let page: ReturnType<typeof mount>
beforeEach(() => {
  ;({ desk } = stage())
  page = mount(StateBar)
})
afterEach(() => {
  page.unmount()
  asked.mockClear()
})

async function seat(...now: Parameters<typeof seatIn>) {
  desk.seat.value = seatIn(...now)
  await nextTick()
}

describe('the bar of states', () => {
  it('ends wrap-up by the key of readiness, and makes it longer by its own', async () => {
    await seat('wrap_up', { wrap_up_until: '2026-11-22T03:05:20Z' })
    expect(page.get('.limit').text()).toBe('剩 00:20')
    press('F2')
    expect(asked).toHaveBeenLastCalledWith('POST', '/api/seat/wrap-up', { end: true })
    press('F2', { shiftKey: true })
    expect(asked).toHaveBeenLastCalledWith('POST', '/api/seat/wrap-up', { extend_s: 60 })
    expect(desk.ready).not.toHaveBeenCalled()
  })

  it('shows by how much a pause is over', async () => {
    await seat('paused', { reason: 'meal', pause_until: '2026-11-22T03:03:55Z' })
    expect(page.get('.limit.over').text()).toBe('已超 01:05')
  })

  it('leaves for a while by a key, and never from a call', async () => {
    await seat('talking')
    press('F4', { shiftKey: true })
    expect(desk.pause).not.toHaveBeenCalled()
    await seat('ready')
    press('F4', { shiftKey: true })
    expect(desk.pause).toHaveBeenCalledWith('away')
    expect(desk.leave).not.toHaveBeenCalled()
  })

  it('says which queues ring here when a supervisor has moved the seat', async () => {
    await seat('ready')
    expect(page.find('.posted-mark').exists()).toBe(false)
    await seat('ready', { queues: [{ unit: '370100', name: '济南' }, { unit: '370900', name: '泰安' }] })
    expect(page.get('.posted-mark').text()).toBe('接听济南、泰安')
  })

  it('changes nothing while the exchange is away', () => {
    desk.picture.value = { ...desk.picture.value, connected: false }
    press('F2')
    expect(desk.ready).not.toHaveBeenCalled()
  })
})
