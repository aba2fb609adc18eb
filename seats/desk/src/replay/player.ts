/** The moment that is shown: it plays, jumps and waits for what it needs to be told. */
import { computed, onUnmounted, ref, shallowRef, watch } from 'vue'
import { whyNot } from '../api'
import { empty, type BoardState } from '../board/state'
import { texts } from '../texts'
import { replayApi, type Day } from './api'
import { Span } from './spans'

export const SPEEDS = [1, 10, 60] as const
const SPAN_S = 600
const KEPT = 12
const DAY_MS = 86_400_000
const BEAT_MS = 200
const STILL_MS = 150

export const dayOf = (moment: number): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(moment)
const newest = (): number => Date.now() - 1000
export const beginOf = (day: string): number => Date.parse(`${day}T00:00:00+08:00`)

export function usePlayer() {
  const moment = ref(Date.now() - 60_000)
  const speed = ref<number>(1)
  const playing = ref(false)
  const state = shallowRef<BoardState>(empty())
  const day = shallowRef<Day | null>(null)
  const fault = ref('')
  /** Without the day there are no calls and no alarms to jump to. */
  const dayFault = ref('')
  const loading = ref(false)
  let spans: Span[] = []
  let asked = 0
  let last = performance.now()
  let still: number | undefined

  const begins = computed(() => beginOf(dayOf(moment.value)))
  const end = computed(() => Math.min(begins.value + DAY_MS - 1000, newest()))

  async function load(at: number): Promise<void> {
    const mine = (asked += 1)
    loading.value = true
    try {
      const span = new Span(await replayApi.span(new Date(at).toISOString(), SPAN_S))
      spans = [span, ...spans].slice(0, KEPT)
      fault.value = ''
    } catch (error) {
      if (mine === asked) {
        fault.value = whyNot(error)
        playing.value = false
      }
    } finally {
      if (mine === asked) {
        loading.value = false
        if (!fault.value) show()
      }
    }
  }

  /** True when the moment was told already. */
  function show(): boolean {
    const span = spans.find((one) => one.holds(moment.value))
    if (span) state.value = span.at(moment.value)
    return span !== undefined
  }

  function go(to: number): void {
    moment.value = Math.min(to, newest())
    if (show()) return
    window.clearTimeout(still)
    // While the slider is dragged nobody asks for every moment on the way.
    still = window.setTimeout(() => void load(moment.value), STILL_MS)
  }

  function beat(): void {
    const now = performance.now()
    const passed = now - last
    last = now
    if (!playing.value || loading.value) return
    const next = Math.min(moment.value + passed * speed.value, newest())
    if (next >= newest()) playing.value = false
    moment.value = next
    if (!show()) void load(next)
  }
  const timer = window.setInterval(beat, BEAT_MS)
  onUnmounted(() => {
    window.clearInterval(timer)
    window.clearTimeout(still)
  })

  const goDay = (wanted: string) => {
    const time = moment.value - begins.value
    const to = beginOf(wanted) + time
    if (Number.isFinite(to)) {
      moment.value = Math.min(to, newest())
      if (!show()) void load(moment.value)
    }
  }
  const nextAlarm = (step: 1 | -1) => {
    const times = (day.value?.alarms ?? []).map(({ at }) => Date.parse(at)).sort((a, b) => (a - b) * step)
    const found = times.find((at) => (at - moment.value) * step > 1000)
    if (found !== undefined) go(found + 500)
    return found !== undefined
  }

  async function readDay(): Promise<void> {
    const from = begins.value
    day.value = null
    try {
      const told = await replayApi.day(dayOf(from))
      if (from === begins.value) [day.value, dayFault.value] = [told, '']
    } catch {
      if (from === begins.value) dayFault.value = texts.replay.dayFailed
    }
  }

  function again(): void {
    if (dayFault.value) void readDay()
    if (fault.value) void load(moment.value)
  }

  watch(begins, readDay, { immediate: true })
  void load(moment.value)

  return { moment, speed, playing, state, day, fault: computed(() => fault.value || dayFault.value), loading, begins, end, go, goDay, nextAlarm, again }
}
