/** One request at a time: what is asked again meanwhile is left, and a refusal is there to be read. */
import { ref } from 'vue'
import { whyNot } from './api'

export function useAttempt() {
  const fault = ref('')
  const busy = ref(false)

  async function attempt(what: () => Promise<unknown>): Promise<void> {
    if (busy.value) return
    busy.value = true
    fault.value = ''
    try {
      await what()
    } catch (error) {
      fault.value = whyNot(error)
    } finally {
      busy.value = false
    }
  }

  return { fault, busy, attempt }
}
