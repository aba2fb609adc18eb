import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { MicrophoneFault } from '../src/phone/headset'
import type { SipCall, SipListener } from '../src/phone/sip'
import { NO_PHONE, Softphone, type PhoneView } from '../src/phone/softphone'

const account = { endpoint: '37091w', password: 'p', ws: '/ws/sip', realm: 'hotline' }
const stack = { start: vi.fn(), stop: vi.fn(), register: vi.fn(), call: vi.fn() }
let pullOut: () => void = () => undefined
const track = { stop: vi.fn(), addEventListener: vi.fn((_: string, then: () => void) => (pullOut = then)) }
const voice = { getTracks: () => [track] } as unknown as MediaStream
const heard = {} as MediaStream
const play = vi.fn()
const askAccount = vi.fn()
const microphone = vi.fn()
let sip: SipListener
let view: PhoneView
let phone: Softphone

function ringing() {
  const call = { answer: vi.fn(), end: vi.fn(), mute: vi.fn(), refresh: vi.fn(), speak: vi.fn() } satisfies SipCall
  sip.rings(call)
  return call
}

async function talking() {
  const call = ringing()
  await phone.answer()
  return call
}

beforeEach(async () => {
  vi.useFakeTimers()
  askAccount.mockResolvedValue(account)
  microphone.mockResolvedValue(voice)
  track.addEventListener.mockImplementation((_: string, then: () => void) => (pullOut = then))
  view = NO_PHONE
  phone = new Softphone({
    account: askAccount,
    stack: () => Promise.resolve((_, tell) => ((sip = tell), stack)),
    microphone,
    play,
    tell: (now) => (view = now),
    random: () => 0.5,
  })
  phone.start()
  await vi.advanceTimersByTimeAsync(0)
})
afterEach(() => {
  phone.stop()
  vi.useRealTimers()
  vi.resetAllMocks()
})

describe('the softphone', () => {
  it('registers once, however often it is started', async () => {
    expect(view.line).toBe('connecting')
    sip.registered()
    phone.start()
    await vi.advanceTimersByTimeAsync(0)
    expect(view.line).toBe('registered')
    expect(askAccount).toHaveBeenCalledTimes(1)
    expect(stack.start).toHaveBeenCalledTimes(1)
  })

  it('answers with the microphone, plays the caller, and lets go of both at the end', async () => {
    sip.registered()
    const call = ringing()
    expect(view.call).toBe('ringing')
    expect(microphone).not.toHaveBeenCalled()
    await phone.answer()
    expect(call.answer).toHaveBeenCalledWith(voice)
    sip.sound(call, heard)
    expect(play).toHaveBeenLastCalledWith(heard)
    expect(view.call).toBe('talking')
    sip.ended(call)
    expect(view.call).toBe('none')
    expect(track.stop).toHaveBeenCalled()
    expect(play).toHaveBeenLastCalledWith(null)
  })

  it('rings on when the microphone cannot be had, and says why', async () => {
    microphone.mockRejectedValueOnce(new MicrophoneFault('denied'))
    const call = ringing()
    await phone.answer()
    expect(view).toMatchObject({ call: 'ringing', fault: 'denied' })
    expect(call.answer).not.toHaveBeenCalled()
    await phone.answer()
    expect(view).toMatchObject({ call: 'talking', fault: '' })
  })

  it('lets go of a microphone that comes after the caller has gone', async () => {
    let give: (sound: MediaStream) => void = () => undefined
    microphone.mockReturnValueOnce(new Promise((done) => (give = done)))
    const call = ringing()
    const answering = phone.answer()
    sip.ended(call)
    give(voice)
    await answering
    expect(call.answer).not.toHaveBeenCalled()
    expect(track.stop).toHaveBeenCalledTimes(1)
    expect(view.call).toBe('none')
  })

  it('answers at once the one call that the person asked for', async () => {
    phone.expect()
    const call = ringing()
    await vi.advanceTimersByTimeAsync(0)
    expect(call.answer).toHaveBeenCalledWith(voice)
    sip.ended(call)
    const next = ringing()
    await vi.advanceTimersByTimeAsync(0)
    expect(next.answer).not.toHaveBeenCalled()
    sip.ended(next)
    phone.expect()
    await vi.advanceTimersByTimeAsync(21_000)
    const late = ringing()
    await vi.advanceTimersByTimeAsync(0)
    expect(late.answer).not.toHaveBeenCalled()
  })

  it('calls a colleague, and takes no other call meanwhile', async () => {
    const call = { answer: vi.fn(), end: vi.fn(), mute: vi.fn(), refresh: vi.fn(), speak: vi.fn() } satisfies SipCall
    stack.call.mockReturnValue(call)
    await phone.dial('37092')
    expect(stack.call).toHaveBeenCalledWith('37092', voice)
    expect(view.call).toBe('calling')
    const other = ringing()
    expect(other.end).toHaveBeenCalled()
    sip.taken(call)
    expect(view.call).toBe('talking')
    sip.ended(call)
    expect(view.call).toBe('none')
    expect(track.stop).toHaveBeenCalled()
  })

  it('says why a colleague could not be called', async () => {
    microphone.mockRejectedValueOnce(new MicrophoneFault('missing'))
    await phone.dial('37092')
    expect(view).toMatchObject({ call: 'none', fault: 'missing' })
  })

  it('remembers a key that was pressed before the call came through, for that call only', async () => {
    await phone.answer()
    const call = ringing()
    await vi.advanceTimersByTimeAsync(0)
    expect(call.answer).toHaveBeenCalledWith(voice)
    sip.ended(call)
    await phone.answer()
    phone.quiet()
    const next = ringing()
    await vi.advanceTimersByTimeAsync(0)
    expect(next.answer).not.toHaveBeenCalled()
  })

  it('refuses a second call without touching the first', async () => {
    const first = await talking()
    const second = ringing()
    expect(second.end).toHaveBeenCalled()
    sip.ended(second)
    expect(view.call).toBe('talking')
    expect(first.end).not.toHaveBeenCalled()
  })

  it('keeps the call when the line is lost, and tells its new address when it is back', async () => {
    sip.registered()
    const call = await talking()
    sip.lost()
    expect(view).toMatchObject({ line: 'lost', call: 'talking' })
    expect(call.end).not.toHaveBeenCalled()
    sip.registered()
    expect(call.refresh).toHaveBeenCalledTimes(1)
    sip.registered()
    expect(call.refresh).toHaveBeenCalledTimes(1)
  })

  it('believes the service about the end of a call only while it cannot hear it itself', async () => {
    sip.registered()
    const call = await talking()
    phone.overAtTheExchange()
    expect(call.end).not.toHaveBeenCalled()
    sip.lost()
    phone.overAtTheExchange()
    expect(call.end).toHaveBeenCalledTimes(1)
  })

  it('does not fight over the phone with another page, and takes it back when asked', async () => {
    sip.registered()
    sip.away()
    expect(view.line).toBe('taken')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(askAccount).toHaveBeenCalledTimes(1)
    phone.takeBack()
    await vi.advanceTimersByTimeAsync(0)
    sip.registered()
    expect(view.line).toBe('registered')
    expect(askAccount).toHaveBeenCalledTimes(2)
  })

  it('asks for the account anew when the exchange refuses, more slowly each time', async () => {
    sip.refused()
    expect(view.line).toBe('refused')
    await vi.advanceTimersByTimeAsync(1000)
    expect(askAccount).toHaveBeenCalledTimes(2)
    expect(stack.stop).toHaveBeenCalledTimes(1)
    sip.refused()
    await vi.advanceTimersByTimeAsync(1000)
    expect(askAccount).toHaveBeenCalledTimes(2)
    await vi.advanceTimersByTimeAsync(1000)
    expect(askAccount).toHaveBeenCalledTimes(3)
  })

  it('keeps the stack of a call when the exchange refuses a refresh', async () => {
    await talking()
    sip.refused()
    await vi.advanceTimersByTimeAsync(1000)
    expect(stack.register).toHaveBeenCalledTimes(1)
    expect(stack.stop).not.toHaveBeenCalled()
    expect(view.call).toBe('talking')
  })

  it('tries again when the service does not give the account', async () => {
    phone.stop()
    askAccount.mockReset().mockRejectedValueOnce(new Error('away')).mockResolvedValue(account)
    phone.start()
    await vi.advanceTimersByTimeAsync(0)
    expect(view.line).toBe('connecting')
    await vi.advanceTimersByTimeAsync(1000)
    sip.registered()
    expect(view.line).toBe('registered')
  })

  it('mutes only what it sends, and forgets it with the call', async () => {
    phone.mute(true)
    expect(view.muted).toBe(false)
    const call = await talking()
    phone.mute(true)
    expect(call.mute).toHaveBeenCalledWith(true)
    expect(view.muted).toBe(true)
    sip.ended(call)
    expect(view.muted).toBe(false)
  })

  it('keeps a call whose headset was pulled out, and speaks again when it is back', async () => {
    const call = await talking()
    phone.mute(true)
    microphone.mockRejectedValueOnce(new MicrophoneFault('missing'))
    pullOut()
    expect(view).toMatchObject({ call: 'talking', fault: 'unplugged', muted: true })
    expect(call.speak).not.toHaveBeenCalled()
    const again = { getTracks: () => [track] } as unknown as MediaStream
    microphone.mockResolvedValueOnce(again)
    await vi.advanceTimersByTimeAsync(1000)
    expect(call.speak).toHaveBeenLastCalledWith(again)
    expect(view).toMatchObject({ call: 'talking', fault: '', muted: true })
  })

  it('asks for no microphone once the call of a headset that was pulled out is over', async () => {
    const call = await talking()
    microphone.mockRejectedValue(new MicrophoneFault('missing'))
    pullOut()
    await vi.advanceTimersByTimeAsync(1000)
    sip.ended(call)
    await vi.advanceTimersByTimeAsync(1000)
    const asked = microphone.mock.calls.length
    await vi.advanceTimersByTimeAsync(5000)
    expect(microphone).toHaveBeenCalledTimes(asked)
  })

  it('stops without a word that would hang up on the caller', async () => {
    const call = await talking()
    phone.stop()
    expect(call.end).not.toHaveBeenCalled()
    expect(stack.stop).toHaveBeenCalled()
    expect(track.stop).toHaveBeenCalled()
    expect(view).toMatchObject({ line: 'off', call: 'none' })
  })
})
