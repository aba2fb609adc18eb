/** What the service answered last, with what a page shows before and instead. */
import { ref, shallowRef } from 'vue'
import { whyNot } from './api'
import { texts } from './texts'

/** A slow answer to an earlier question does not replace a newer one. */
export function useAnswer<T>(ask: () => Promise<T>, otherwise: string = texts.requestFailed) {
  const answer = shallowRef<T | null>(null)
  const fault = ref('')
  const loading = ref(false)
  let turn = 0

  async function read(): Promise<void> {
    const mine = ++turn
    loading.value = true
    const [found, why] = await ask().then((got) => [got, ''] as const, (error: unknown) => [null, said(error)] as const)
    if (mine !== turn) return
    loading.value = false
    fault.value = why
    if (!why) answer.value = found
  }

  /** Nothing is known of the next question. */
  function forget(): void {
    answer.value = null
  }

  const said = (error: unknown) => whyNot(error, otherwise)
  return { answer, fault, loading, read, forget }
}
