import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, nextTick, ref } from 'vue'
import { useAlarm, type Ringing } from '../src/phone/alarm'
import { takePhone } from '../src/phone/lock'
import { limit } from '../src/phone/limits'

const ring = vi.hoisted(() => vi.fn(() => Promise.resolve(true)))
const stop = vi.hoisted(() => vi.fn())
vi.mock('../src/phone/ringer', () => ({
  Ringer: class {
    ring = ring
    stop = stop
    unlock = () => Promise.resolve(true)
    close = vi.fn()
  },
}))

const shown: { title: string; options: NotificationOptions; close: () => void }[] = []
class Notice {
  static permission = 'granted'
  close = vi.fn()
  constructor(readonly title: string, readonly options: NotificationOptions) {
    shown.push(this)
  }
}

const ringing = ref<Ringing | null>(null)
const Page = defineComponent({
  setup() {
    useAlarm(ringing, () => ['', 'box'])
    return () => h('p')
  },
})
const call = { unit: '泰安市公安局', caller: '13800000123' }
let page: ReturnType<typeof mount>

beforeEach(() => {
  vi.stubGlobal('Notification', Notice)
  document.title = '12389 坐席'
  ringing.value = null
  shown.length = 0
  page = mount(Page)
})
afterEach(() => {
  page.unmount()
  vi.unstubAllGlobals()
  vi.clearAllMocks()
})

describe('a ringing phone', () => {
  it('is heard at the headset and the second speaker, and seen in the title', async () => {
    ringing.value = call
    await nextTick()
    expect(ring).toHaveBeenCalledWith(['', 'box'])
    expect(document.title).toBe('【来电】13800000123')
    ringing.value = null
    await nextTick()
    expect(stop).toHaveBeenCalled()
    expect(document.title).toBe('12389 坐席')
  })

  it('is told by the system when one looks elsewhere, without the number, until it is over', async () => {
    vi.spyOn(document, 'hasFocus').mockReturnValue(false)
    ringing.value = call
    await nextTick()
    expect(shown.map((one) => one.title)).toEqual(['12389 来电'])
    expect(JSON.stringify(shown[0]?.options)).not.toContain('138')
    expect(shown[0]?.options.body).toContain('泰安市公安局')
    ringing.value = null
    await nextTick()
    expect(shown[0]?.close).toHaveBeenCalled()
  })

  it('is not told by the system while one looks at the desk, nor when that is not allowed', async () => {
    vi.spyOn(document, 'hasFocus').mockReturnValueOnce(true).mockReturnValue(false)
    ringing.value = call
    await nextTick()
    Notice.permission = 'denied'
    ringing.value = null
    await nextTick()
    ringing.value = call
    await nextTick()
    expect(shown).toEqual([])
    Notice.permission = 'granted'
  })

  it('rings once, though what is known of the call changes while it rings', async () => {
    ringing.value = call
    await nextTick()
    ringing.value = { ...call }
    await nextTick()
    expect(ring).toHaveBeenCalledTimes(1)
  })
})

describe('the phone of several tabs', () => {
  it('is of the first, and of the next when that one goes', async () => {
    const waiting: (() => Promise<void>)[] = []
    let held = Promise.resolve()
    const request = (_: string, __: object, hold: () => Promise<void>) => {
      waiting.push(hold)
      if (waiting.length === 1) held = hold().then(() => waiting[1]?.())
      return held
    }
    vi.stubGlobal('navigator', { locks: { request } })
    const [first, second] = [vi.fn(), vi.fn()]
    const give = takePhone(first)
    takePhone(second)
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 0])
    give()
    await vi.waitFor(() => expect(second).toHaveBeenCalledTimes(1))
  })

  it('is everybody’s where the browser has no locks', () => {
    vi.stubGlobal('navigator', {})
    const have = vi.fn()
    takePhone(have)()
    expect(have).toHaveBeenCalledTimes(1)
  })
})

describe('a limit', () => {
  const now = Date.parse('2026-11-22T03:00:00Z')
  it.each([
    ['2026-11-22T03:04:12Z', '剩 04:12', false],
    ['2026-11-22T03:00:00.300Z', '剩 00:01', false],
    ['2026-11-22T02:58:55Z', '已超 01:05', true],
  ])('until %s: %s', (until, words, over) => {
    expect(limit(until, now)).toEqual({ words, over })
  })

  it('is none where a pause may last', () => {
    expect(limit(null, now)).toBeNull()
    expect(limit(undefined, now)).toBeNull()
  })
})
