/** The telephone of the desk, in the browser or on the table: what the parts of the page see and do of it. */
import { computed, inject, onUnmounted, provide, ref, shallowRef, watch, type InjectionKey } from 'vue'
import type { Desk } from '../desk'
import type { Device } from '../types'
import { useAlarm, type Ringing } from './alarm'
import { phoneApi } from './api'
import { keepHeadset, keptHeadset, openMicrophone, type Headset } from './headset'
import { takePhone } from './lock'
import { Ringer, toSpeaker } from './ringer'
import { NO_PHONE, Softphone, type PhoneView } from './softphone'
import { inCall } from './states'
import { ringbackWave } from './tone'

export type Phone = ReturnType<typeof makePhone>

const SETTLED_MS = 700
const KEY: InjectionKey<Phone> = Symbol('phone')

function makePhone(desk: Desk) {
  const view = shallowRef<PhoneView>(NO_PHONE)
  const headset = shallowRef<Headset>(keptHeadset())
  /** Whether sound and microphone are this tab's. */
  const ours = ref(false)
  const earpiece = new Audio()
  const softphone = new Softphone({
    account: phoneApi.account,
    stack: async () => (await import('./jssip')).makeSip,
    microphone: () => openMicrophone(headset.value.microphone),
    play: (sound) => void hear(sound),
    tell: (now) => (view.value = now),
  })

  const state = computed(() => desk.seat.value?.state)
  const device = computed<Device>(() => (desk.seat.value?.device === 'browser' ? 'browser' : 'sip'))
  const seated = computed(() => desk.picture.value.sitsAt !== '' && desk.line.value !== 'signed_out')
  const busy = computed(() => !['none', 'ringing'].includes(view.value.call))
  const ringing = computed<Ringing | null>(() => {
    const rings = view.value.call === 'ringing' || (state.value === 'ringing' && !busy.value)
    if (!rings || !ours.value) return null
    const call = desk.call.value
    return { unit: call?.unit_name ?? desk.me.unit_name, caller: call?.caller ?? '' }
  })
  const answerable = computed(() => {
    if (view.value.call === 'ringing') return true
    const coming = state.value === 'ringing' && device.value === 'browser' && view.value.line === 'registered'
    return coming && view.value.call === 'none'
  })
  const cut = computed(() => device.value === 'browser' && ours.value && view.value.call === 'none' && inCall(state.value))
  /** A reload ended the sound here, not the call at the exchange. */
  const soundless = ref(false)
  const speakers = () => [headset.value.speaker, ...(headset.value.ringer ? [headset.value.ringer] : [])]
  const alarm = useAlarm(ringing, speakers)

  async function hear(sound: MediaStream | null): Promise<void> {
    earpiece.srcObject = sound
    if (!sound) return
    await toSpeaker(earpiece, headset.value.speaker)
    await earpiece.play().catch(() => undefined)
  }

  function choose(chosen: Headset): void {
    keepHeadset(chosen)
    headset.value = chosen
    if (earpiece.srcObject) void toSpeaker(earpiece, chosen.speaker)
  }

  async function mute(): Promise<void> {
    if (device.value === 'browser') softphone.mute(!view.value.muted)
    else await desk.act(() => phoneApi.mute(!desk.seat.value?.muted))
  }

  async function hangUp(): Promise<void> {
    if (view.value.call === 'calling') return softphone.hangUp()
    await desk.act(phoneApi.hangUp)
    // Without the service the phone itself still can.
    if (desk.fault.value) softphone.hangUp()
  }

  async function rejoin(): Promise<void> {
    softphone.expect()
    await desk.act(phoneApi.rejoin)
  }

  async function call(to: string): Promise<void> {
    await desk.act(async () => {
      const told = await phoneApi.call(to)
      if (told?.dial) await softphone.dial(told.dial)
    })
  }

  let give: (() => void) | null = null
  function sitOrLeave(): void {
    if (seated.value && !give) give = takePhone(() => (ours.value = true))
    // A sign-out elsewhere must not cut the sound of a call that is on.
    if (seated.value || busy.value) return
    give?.()
    give = null
    ours.value = false
  }

  watch([seated, busy], sitOrLeave, { immediate: true })
  watch(
    () => ours.value && (device.value === 'browser' || busy.value),
    (wanted) => (wanted ? softphone.start() : softphone.stop()),
    { immediate: true },
  )
  watch(state, (now, before) => {
    if (inCall(before) && !inCall(now)) softphone.overAtTheExchange()
    if (now !== 'ringing') softphone.quiet()
  })
  let settling: number | undefined
  watch(cut, (now) => {
    window.clearTimeout(settling)
    // At the end of a call, too, the phone knows a moment before the seat.
    if (now) settling = window.setTimeout(() => (soundless.value = true), SETTLED_MS)
    else soundless.value = false
  })
  watch(
    () => soundless.value && view.value.line === 'registered',
    (can) => can && void rejoin(),
  )
  const ringback = new Ringer(ringbackWave)
  watch(() => view.value.call === 'calling', (calling) => {
    if (calling) void ringback.ring([headset.value.speaker])
    else ringback.stop()
  })
  watch(busy, (talking) => {
    const change = talking ? 'addEventListener' : 'removeEventListener'
    window[change]('beforeunload', ask)
  })
  onUnmounted(() => {
    window.removeEventListener('beforeunload', ask)
    window.clearTimeout(settling)
    softphone.stop()
    ringback.close()
    give?.()
  })

  return {
    view,
    device,
    headset,
    ours,
    state,
    ringing,
    busy,
    answerable,
    soundless,
    rejoin,
    call,
    silent: alarm.silent,
    muted: computed(() => (device.value === 'browser' ? view.value.muted : desk.seat.value?.muted === true)),
    choose,
    answer: () => softphone.answer(),
    takeBack: () => softphone.takeBack(),
    mute,
    hangUp,
    tryRing: alarm.tryIt,
    stopRing: alarm.stop,
  }
}

/** The browser's own words ask whether to leave: a reload ends the sound of a call. */
function ask(event: BeforeUnloadEvent): void {
  event.preventDefault()
}

export function providePhone(desk: Desk): Phone {
  const phone = makePhone(desk)
  provide(KEY, phone)
  return phone
}

export function usePhone(): Phone {
  const phone = inject(KEY)
  if (!phone) throw new Error('no phone')
  return phone
}
