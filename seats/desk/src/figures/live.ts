/** The question, its answer, and the address that holds the question, so that a reload and "back" find it again. */
import { onMounted, onUnmounted, ref, shallowRef } from 'vue'
import { whyNot } from '../api'
import { texts } from '../texts'
import { figuresApi } from './api'
import { addressOf, questionIn } from './question'
import type { Question, Report } from './types'

const AGAIN_MS = 60_000

export function useFigures() {
  const question = ref<Question>(questionIn(window.location.search))
  const report = shallowRef<Report | null>(null)
  const fault = ref('')
  const loading = ref(false)
  let turn = 0

  async function load() {
    const mine = ++turn
    loading.value = true
    try {
      const found = await figuresApi.report(question.value)
      // A slow answer to an earlier question must not replace the newer one.
      if (mine === turn) [report.value, fault.value] = [found, '']
    } catch (error) {
      if (mine === turn) fault.value = whyNot(error, texts.figures.failed)
    } finally {
      if (mine === turn) loading.value = false
    }
  }

  function ask(change: Partial<Question>) {
    question.value = { ...question.value, ...change }
    window.history.pushState(null, '', `?${addressOf(question.value)}`)
    void load()
  }

  function back() {
    question.value = questionIn(window.location.search)
    void load()
  }

  function refresh() {
    const period = report.value?.period
    if (period?.goes_on && (period.by === '5min' || period.by === 'hour') && !document.hidden) void load()
  }

  const timer = window.setInterval(refresh, AGAIN_MS)
  onMounted(() => {
    window.addEventListener('popstate', back)
    void load()
  })
  onUnmounted(() => {
    window.clearInterval(timer)
    window.removeEventListener('popstate', back)
  })
  return { question, report, fault, loading, ask, load }
}
