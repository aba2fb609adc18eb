import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { devices, keepHeadset, keptHeadset, MicrophoneFault, openMicrophone } from '../src/phone/headset'

const capture = vi.fn()
const enumerate = vi.fn()
const sound = {} as MediaStream

function failure(name: string): Error {
  const error = new Error('said by the browser')
  error.name = name
  return error
}

const kindOf = (asked: Promise<MediaStream>) => asked.then(() => 'none', (fault: MicrophoneFault) => fault.kind)

beforeEach(() => {
  capture.mockReset().mockResolvedValue(sound)
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia: capture, enumerateDevices: enumerate } })
  localStorage.clear()
})
afterEach(() => vi.unstubAllGlobals())

describe('the headset', () => {
  it.each([
    ['NotAllowedError', 'denied'],
    ['NotFoundError', 'missing'],
    ['NotReadableError', 'busy'],
    ['TypeError', 'other'],
  ])('tells %s from other faults', async (name, kind) => {
    capture.mockRejectedValue(failure(name))
    expect(await kindOf(openMicrophone(''))).toBe(kind)
  })

  it('knows a page that may not ask for a microphone at all', async () => {
    vi.stubGlobal('navigator', {})
    expect(await kindOf(openMicrophone(''))).toBe('insecure')
  })

  it('takes the system’s microphone when the chosen one was unplugged', async () => {
    capture.mockRejectedValueOnce(failure('OverconstrainedError'))
    expect(await openMicrophone('usb-1')).toBe(sound)
    expect(capture.mock.calls.map(([asked]) => asked.audio.deviceId)).toEqual([{ exact: 'usb-1' }, undefined])
  })

  it('lists each device once, without the system’s aliases', async () => {
    const one = (kind: string, deviceId: string) => ({ kind, deviceId, label: deviceId })
    enumerate.mockResolvedValue([
      one('audioinput', 'default'), one('audioinput', 'usb-1'), one('audiooutput', 'communications'),
      one('audiooutput', 'usb-1o'), one('videoinput', 'camera'),
    ])
    const found = await devices()
    expect(found.microphones.map((d) => d.deviceId)).toEqual(['usb-1'])
    expect(found.speakers.map((d) => d.deviceId)).toEqual(['usb-1o'])
  })

  it('keeps the choice of this machine, and starts anew when what was kept cannot be read', () => {
    keepHeadset({ microphone: 'usb-1', speaker: '', ringer: 'box', checked: { 'usb-1|': '2026-11-22T03:00:00Z' } })
    expect(keptHeadset()).toMatchObject({ microphone: 'usb-1', ringer: 'box' })
    localStorage.setItem('hotline.headset', '{broken')
    expect(keptHeadset()).toEqual({ microphone: '', speaker: '', ringer: '', checked: {} })
  })
})
