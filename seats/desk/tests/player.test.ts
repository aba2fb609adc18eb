import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import CallPart from '../src/parts/CallPart.vue'
import { partsOf, useSpeed } from '../src/recording'
import type { Segment } from '../src/types'

const seat = ref({ state: 'ready' })
vi.mock('../src/desk', () => ({ useDesk: () => ({ seat }) }))

const sides: Segment[] = ['rx', 'tx'].map((side) => ({ id: `c1.1.${side}`, n: 1, side, state: 'kept', seconds: 95, flaw: '' }))
const turns = [
  { side: 'operator', start: 2, end: 9.5, text: '您好', confidence: 0.9 },
  { side: 'caller', start: 11, end: 18.5, text: '我要反映', confidence: 0.9 },
]
const play = vi.fn(() => Promise.resolve())
const pause = vi.fn()

function shown(segments = sides) {
  const [part] = partsOf(segments, [{ n: 1, state: 'ready', turns }])
  if (!part) throw new Error('no part')
  return mount(CallPart, { props: { callId: 'c 1', part } })
}

beforeEach(() => {
  vi.spyOn(HTMLMediaElement.prototype, 'play').mockImplementation(play)
  vi.spyOn(HTMLMediaElement.prototype, 'pause').mockImplementation(pause)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  vi.clearAllMocks()
  useSpeed().value = 1
  seat.value = { state: 'ready' }
})

describe('the player', () => {
  it('names its recording, and fetches nothing before it is played', () => {
    const audio = shown().get('audio')
    expect(audio.attributes()).toMatchObject({
      src: '/api/calls/c%201/recording/1', preload: 'none', 'aria-label': '通话录音，时长 01:35', controls: '',
    })
  })

  it('jumps to the second of a turn that is clicked, and plays', async () => {
    const page = shown()
    await page.get('[data-turn="1"]').trigger('click')
    expect(page.get('audio').element.currentTime).toBe(11)
    expect(play).toHaveBeenCalledTimes(1)
  })

  it('jumps once by the button of the turn, which a keyboard reaches', async () => {
    const page = shown()
    const button = page.get('[data-turn="0"] button')
    expect(button.attributes('aria-label')).toBe('从值机员 00:02 处播放')
    await button.trigger('click')
    expect(page.get('audio').element.currentTime).toBe(2)
    expect(play).toHaveBeenCalledTimes(1)
  })

  it('stays where it is while words are marked to be copied', async () => {
    const page = shown()
    vi.spyOn(window, 'getSelection').mockReturnValue({ toString: () => '反映' } as Selection)
    await page.get('[data-turn="1"]').trigger('click')
    expect(play).not.toHaveBeenCalled()
  })

  it('marks the turn that is heard', async () => {
    const page = shown()
    page.get('audio').element.currentTime = 12
    await page.get('audio').trigger('timeupdate')
    expect(page.get('.heard').text()).toContain('我要反映')
    await page.get('audio').trigger('ended')
    expect(page.find('.heard').exists()).toBe(false)
  })

  it('keeps its speed for the next recording, also after loading', async () => {
    const page = shown()
    const [, , , double] = page.findAll('.speeds button')
    await double?.trigger('click')
    expect(page.get('audio').element.playbackRate).toBe(2)
    expect(page.findAll('.speeds button').map((one) => one.attributes('aria-pressed'))).toEqual(['false', 'false', 'false', 'true'])
    const next = shown()
    await nextTick()
    next.get('audio').element.playbackRate = 1
    await next.get('audio').trigger('loadedmetadata')
    expect(next.get('audio').element.playbackRate).toBe(2)
  })

  it('falls silent when a call rings', async () => {
    shown()
    seat.value = { state: 'ringing' }
    await nextTick()
    expect(pause).toHaveBeenCalled()
  })

  it('falls silent when another recording is played', async () => {
    const [one, other] = [shown(), shown()]
    document.body.append(one.element, other.element)
    await one.get('audio').trigger('play')
    expect(pause.mock.contexts).toEqual([other.get('audio').element])
    document.body.replaceChildren()
  })

  it('says in the words of the service why it does not play', async () => {
    const answer = new Response(JSON.stringify({ message: '可能被改动过，不予播放。' }), { status: 409 })
    vi.stubGlobal('fetch', vi.fn(() => Promise.resolve(answer.clone())))
    const page = shown()
    await page.get('audio').trigger('error')
    await vi.waitFor(() => expect(page.get('[role="alert"]').text()).toContain('可能被改动过，不予播放。'))
  })

  it('says which side is missing', () => {
    expect(shown(sides.slice(0, 1)).text()).toContain('缺值机员一侧的录音。')
  })

  it('is not there without a recording, and turns are then only read', async () => {
    const page = shown([])
    expect(page.find('audio').exists()).toBe(false)
    expect(page.find('button').exists()).toBe(false)
    await page.get('[data-turn="1"]').trigger('click')
    expect(play).not.toHaveBeenCalled()
  })
})
