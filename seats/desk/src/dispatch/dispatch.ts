/** Dispatch of one board: the list of reasons, one request at a time, what went wrong. */
import { inject, onMounted, provide, ref, shallowRef, type InjectionKey } from 'vue'
import { whyNot } from '../api'
import { dispatchApi, type Reason } from './api'

export type Dispatch = ReturnType<typeof makeDispatch>
const KEY: InjectionKey<Dispatch> = Symbol('dispatch')

function makeDispatch() {
  const reasons = shallowRef<Reason[]>([])
  const busy = ref(false)
  const fault = ref('')
  const done = ref('')

  /** Whether it was done; what was typed stays until then. */
  async function order(what: () => Promise<unknown>, said: string): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    fault.value = done.value = ''
    try {
      await what()
      done.value = said
      return true
    } catch (error) {
      fault.value = whyNot(error)
      return false
    } finally {
      busy.value = false
    }
  }

  onMounted(() => dispatchApi.reasons().then((found) => (reasons.value = found), () => undefined))
  return { reasons, busy, fault, done, order }
}

export function provideDispatch(): Dispatch {
  const dispatch = makeDispatch()
  provide(KEY, dispatch)
  return dispatch
}

export function useDispatch(): Dispatch {
  const dispatch = inject(KEY)
  if (!dispatch) throw new Error('no dispatch')
  return dispatch
}
