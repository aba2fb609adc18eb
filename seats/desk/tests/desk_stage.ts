/** A desk and a phone for tests of the parts: the test says what the service and the browser said. */
import { vi } from 'vitest'
import { computed, ref, shallowRef } from 'vue'
import type { Headset } from '../src/phone/headset'
import { NO_PHONE, type PhoneView } from '../src/phone/softphone'
import { inCall } from '../src/phone/states'
import { nothing } from '../src/picture'
import type { Device, Me, Seat } from '../src/types'

export const me: Me = {
  person: 1, name: '王小芳', role: 'operator', role_name: '值机员', unit: '370900', unit_name: '泰安市公安局',
  answers_calls: true, seat: '37091',
}

export function seatIn(state: Seat['state'], more: Partial<Seat> = {}): Seat {
  return { number: '37091', unit: '370900', device: 'browser', state, reason: '', since: '2026-11-22T03:00:00Z', call_id: '', ...more }
}

export function stage() {
  const seat = shallowRef<Seat | null>(seatIn('ready'))
  const fault = ref('')
  const busy = ref(false)
  async function act(what: () => Promise<unknown>) {
    await what().catch((error: Error) => (fault.value = error.message))
  }
  const desk = {
    me, seat, fault, busy, act, call: shallowRef<unknown>(null), line: ref('open'), now: ref(Date.parse('2026-11-22T03:05:00Z')),
    picture: shallowRef({ ...nothing(), sitsAt: '37091' }), ready: vi.fn(), pause: vi.fn(), leave: vi.fn(),
  }
  const view = shallowRef<PhoneView>({ ...NO_PHONE, line: 'registered' })
  const phone = {
    view, device: ref<Device>('browser'), headset: shallowRef<Headset>({ microphone: '', speaker: '', ringer: '', checked: { '|': 'x' } }),
    ours: ref(true), state: computed(() => seat.value?.state), ringing: ref(null), answerable: computed(() => view.value.call === 'ringing'), soundless: ref(false), silent: ref(false),
    muted: computed(() => view.value.muted), busy: computed(() => inCall(seat.value?.state)), choose: vi.fn(), answer: vi.fn(),
    mute: vi.fn(), hangUp: vi.fn(), rejoin: vi.fn(), call: vi.fn(), takeBack: vi.fn(), tryRing: vi.fn(), stopRing: vi.fn(),
  }
  return { desk, phone }
}

export function press(key: string, more: KeyboardEventInit = {}): void {
  window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }))
}
