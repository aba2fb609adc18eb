/** A list of the service that is read again when the desk hears that it changed. */
import { onMounted, ref, shallowRef, watch } from 'vue'

const TOGETHER_MS = 400

export function useList<T>(load: () => Promise<T[]>, changes: () => number, loaded: (rows: T[]) => void) {
  const rows = shallowRef<T[] | null>(null)
  const fault = ref(false)
  let timer: number | undefined

  async function read() {
    try {
      rows.value = await load()
      fault.value = false
      loaded(rows.value)
    } catch {
      fault.value = rows.value === null
    }
  }

  watch(changes, () => {
    window.clearTimeout(timer)
    timer = window.setTimeout(() => void read(), TOGETHER_MS)
  })
  onMounted(read)
  return { rows, fault }
}
