import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import KeypadDialog from '../src/phone/KeypadDialog.vue'
import TargetDialog from '../src/phone/TargetDialog.vue'
import type { Target } from '../src/types'
import { press, stage } from './desk_stage'

let { desk, phone } = stage()
const asked = vi.hoisted(() => vi.fn())
vi.mock('../src/desk', () => ({ useDesk: () => desk }))
vi.mock('../src/phone/phone', () => ({ usePhone: () => phone }))
vi.mock('../src/api', async (original) => ({ ...(await original<object>()), ask: asked }))

const unit = (to: string, unit_name: string, ready: number | null): Target => ({
  to, kind: 'unit', unit: to, unit_name, person: '', state: '', ready,
})
const one = (to: string, unit_of: string, unit_name: string, state: Target['state'], person = ''): Target => ({
  to, kind: 'seat', unit: unit_of, unit_name, person, state, ready: null,
})
const targets: Target[] = [
  unit('000000', '公安部', 0), unit('370000', '山东省公安厅', 2), unit('370900', '泰安市公安局', 1), unit('371000', '威海市公安局', null),
  one('37091', '370900', '泰安市公安局', 'talking', '王小芳'), one('37092', '370900', '泰安市公安局', 'ready', '李兰'),
  one('37001', '370000', '山东省公安厅', 'paused'),
]
let page: ReturnType<typeof mount>

async function open(purpose: 'transfer' | 'call') {
  page = mount(TargetDialog, { props: { purpose }, attachTo: document.body, global: { stubs: { teleport: true, transition: true } } })
  await flushPromises()
}

const listed = () => page.findAll('[role="option"]').map((row) => row.get('.target-to').text())
const chosen = () => page.get('[aria-selected="true"] .target-to').text()
const key = (name: string, more = {}) => page.get('input').trigger('keydown', { key: name, ...more })

beforeEach(() => {
  ;({ desk, phone } = stage())
  asked.mockReset().mockImplementation((method: string) => Promise.resolve(method === 'GET' ? targets : undefined))
})
afterEach(() => page.unmount())

describe('the choice of whom to give a call', () => {
  it('has the own unit and the free ones first, and never oneself', async () => {
    await open('transfer')
    expect(listed()).toEqual(['370900', '37092', '370000', '371000', '000000', '37001'])
    expect(page.text()).toContain('2 个坐席就绪')
  })

  it.each([['sds', ['370000', '37001']], ['wh', ['371000']], ['李兰', ['37092']], ['3709', ['370900', '37092']], ['ll', ['37092']]])(
    'finds by %s', async (words, found) => {
      await open('transfer')
      await page.get('input').setValue(words)
      expect(listed()).toEqual(found)
    })

  it('consults first by enter, and gives away at once by shift and enter', async () => {
    await open('transfer')
    await key('ArrowDown')
    expect(chosen()).toBe('37092')
    await key('Enter', { isComposing: true })
    expect(asked).toHaveBeenCalledTimes(1)
    await key('Enter')
    expect(asked).toHaveBeenLastCalledWith('POST', '/api/phone/transfer', { to: '37092', how: 'consult' })
    page.unmount()
    await open('transfer')
    await key('Enter', { shiftKey: true })
    expect(asked).toHaveBeenLastCalledWith('POST', '/api/phone/transfer', { to: '370900', how: 'blind' })
  })

  it('calls colleagues at seats only', async () => {
    await open('call')
    expect(listed()).toEqual(['37092', '37001'])
    await key('Enter')
    expect(phone.call).toHaveBeenCalledWith('37092')
  })

  it('says so when nobody is found, and gives nothing then', async () => {
    await open('transfer')
    await page.get('input').setValue('没有这个单位')
    expect(page.get('.targets-none').text()).toContain('没有找到')
    await key('Enter')
    expect(asked).toHaveBeenCalledTimes(1)
  })

  it('says so when the list cannot be read', async () => {
    asked.mockReset().mockRejectedValue(new Error('away'))
    await open('transfer')
    expect(page.get('[role="alert"]').text()).toContain('列表暂时无法读取')
  })
})

describe('the keypad', () => {
  it('sends what is pressed, in that order, though the first is slow', async () => {
    let first: () => void = () => undefined
    asked.mockReset().mockReturnValueOnce(new Promise<void>((done) => (first = done))).mockResolvedValue(undefined)
    page = mount(KeypadDialog, { global: { stubs: { teleport: true, transition: true } } })
    await nextTick()
    press('1')
    press('#')
    await page.findAll('.keypad button')[4]?.trigger('click')
    await nextTick()
    expect(page.get('output').text()).toBe('1#5')
    await flushPromises()
    expect(asked).toHaveBeenCalledTimes(1)
    first()
    await flushPromises()
    expect(asked.mock.calls.map(([, , body]) => body.digits)).toEqual(['1', '#', '5'])
  })
})
