import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import CallStrip from '../src/phone/CallStrip.vue'
import { press, seatIn, stage } from './desk_stage'

let { desk, phone } = stage()
const asked = vi.hoisted(() => vi.fn(() => Promise.resolve()))
vi.mock('../src/desk', () => ({ useDesk: () => desk }))
vi.mock('../src/phone/phone', () => ({ usePhone: () => phone }))
vi.mock('../src/phone/HeadsetDialog.vue', () => ({ default: { template: '<p class="headset-dialog" />' } }))
vi.mock('../src/phone/TargetDialog.vue', () => ({ default: { props: ['purpose'], template: '<p class="target-dialog">{{ purpose }}</p>' } }))
vi.mock('../src/phone/KeypadDialog.vue', () => ({ default: { template: '<p class="keypad-dialog" />' } }))
vi.mock('../src/api', async (original) => ({ ...(await original<object>()), ask: asked }))

let page: ReturnType<typeof mount>
beforeEach(() => {
  ;({ desk, phone } = stage())
  page = mount(CallStrip)
})
afterEach(() => {
  page.unmount()
  asked.mockClear()
})

async function seat(...now: Parameters<typeof seatIn>) {
  desk.seat.value = seatIn(...now)
  await nextTick()
}

const labels = () => page.findAll('.control').map((one) => one.text())

describe('the strip of the call', () => {
  it('shows what can be done and its keys', async () => {
    expect(labels()).toEqual(['呼叫同事⇧F8', '举手求助F1', '耳机检查'])
    await seat('talking')
    expect(labels()).toEqual(['保持F6', '静音F10', '转接⇧F6', '拨号盘⇧F9', '举手求助F1', '挂断⇧F3'])
    expect(page.get('.ends').attributes('aria-keyshortcuts')).toBe('Shift+F3')
  })

  it('answers by F3 only what rings here', async () => {
    press('F3')
    expect(phone.answer).not.toHaveBeenCalled()
    phone.view.value = { ...phone.view.value, call: 'ringing' }
    await seat('ringing')
    press('F3')
    expect(phone.answer).toHaveBeenCalledTimes(1)
  })

  it.each([
    ['talking', 'F6', '/api/phone/hold', { on: true }],
    ['held', 'F6', '/api/phone/hold', { on: false }],
    ['consulting', 'Shift+F6', '/api/phone/consult', { do: 'complete' }],
    ['consulting', 'Shift+F7', '/api/phone/consult', { do: 'conference' }],
    ['consulting', 'F6', '/api/phone/consult', { do: 'swap' }],
    ['consulting', 'Shift+F3', '/api/phone/consult', { do: 'cancel' }],
    ['conference', 'Shift+F6', '/api/phone/consult', { do: 'complete' }],
    ['talking', 'F1', '/api/phone/hand', { up: true, note: '' }],
  ] as const)('asks the service when %s: %s', async (state, key, path, body) => {
    desk.call.value = {}
    await seat(state, { peer: '37092' })
    press(key.replace('Shift+', ''), { shiftKey: key.startsWith('Shift') })
    await flushPromises()
    expect(asked).toHaveBeenCalledWith('POST', path, body)
  })

  it('leaves the keys to the input method', async () => {
    await seat('talking')
    press('F6', { isComposing: true })
    expect(asked).not.toHaveBeenCalled()
  })

  it('mutes in the browser while the service is away, and asks nothing of the service then', async () => {
    desk.line.value = 'lost'
    await seat('talking')
    press('F10')
    press('F6')
    expect(phone.mute).toHaveBeenCalledTimes(1)
    expect(asked).not.toHaveBeenCalled()
    expect(page.get('.control-hold').attributes('disabled')).toBeDefined()
  })

  it('says the most important thing: muted before held, a lost line before all', async () => {
    await seat('held')
    expect(page.text()).toContain('对方正在听等待音乐')
    phone.view.value = { ...phone.view.value, call: 'talking', muted: true }
    await seat('talking')
    expect(page.text()).toContain('对方听不到您')
    phone.view.value = { ...phone.view.value, line: 'lost' }
    await nextTick()
    expect(page.text()).toContain('线路断开，通话不受影响')
  })

  it('says in Chinese what to do when the microphone is refused', async () => {
    phone.view.value = { ...phone.view.value, call: 'ringing', fault: 'denied' }
    await seat('ringing')
    expect(page.get('[role="alert"]').text()).toContain('把“麦克风”改为“允许”')
  })

  it('closes the transfer with the call, and takes no key meanwhile', async () => {
    await seat('talking')
    press('F6', { shiftKey: true })
    await nextTick()
    expect(page.get('.target-dialog').text()).toBe('transfer')
    press('F3', { shiftKey: true })
    expect(phone.hangUp).not.toHaveBeenCalled()
    await seat('wrap_up')
    expect(page.find('.target-dialog').exists()).toBe(false)
  })

  it('asks for a headset check once a browser phone is ready and was never checked', async () => {
    expect(page.find('.headset-dialog').exists()).toBe(false)
    page.unmount()
    phone.headset.value = { microphone: '', speaker: '', ringer: '', checked: {} }
    page = mount(CallStrip)
    expect(page.find('.headset-dialog').exists()).toBe(true)
    await seat('ringing')
    expect(page.find('.headset-dialog').exists()).toBe(false)
  })

  it('sends a word to the supervisor by enter, but not while it is being composed', async () => {
    await seat('talking', { hand: true })
    const input = page.get('.hand-note input')
    await input.setValue('来电人情绪激动')
    await input.trigger('keydown', { key: 'Enter', isComposing: true })
    expect(asked).not.toHaveBeenCalled()
    await input.trigger('keydown', { key: 'Enter' })
    await flushPromises()
    expect(asked).toHaveBeenCalledWith('POST', '/api/phone/hand', { up: true, note: '来电人情绪激动' })
    expect(page.text()).toContain('已发送给值班长')
  })
})
