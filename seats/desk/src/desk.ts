/** The desk's state, shared by the parts of the page. */
import { computed, inject, onUnmounted, provide, reactive, ref, shallowRef, type InjectionKey } from 'vue'
import { api } from './api'
import { useAttempt } from './attempt'
import { useNow } from './clock'
import { useMeter } from './latency/use'
import { deskAddress, Line, type LineState } from './line'
import { fold, nothing, type Picture } from './picture'
import type { Categories, Me, Message } from './types'

export type Desk = ReturnType<typeof makeDesk>

const KEY: InjectionKey<Desk> = Symbol('desk')

function makeDesk(me: Me) {
  const picture = shallowRef<Picture>(nothing())
  const line = ref<LineState>('connecting')
  /** Asks the service to do something; what changes comes back over the line. */
  const { fault, busy, attempt: act } = useAttempt()
  const categories = reactive<Categories>({ version: 0, tops: [] })
  const local = useNow()
  const meter = useMeter()
  const connection = new Line<Message>(deskAddress(), {
    message: (message) => {
      meter.heard(message)
      picture.value = fold(picture.value, message)
    },
    state: (state) => (line.value = state),
  })

  function start(): void {
    connection.open()
    window.addEventListener('online', reconnect)
    api.categories().then((found) => Object.assign(categories, found), () => undefined)
  }

  function reconnect(): void {
    if (line.value !== 'open') connection.open()
  }

  onUnmounted(() => {
    window.removeEventListener('online', reconnect)
    connection.close()
  })

  return {
    me,
    picture,
    line,
    fault,
    busy,
    categories,
    now: computed(() => local.value + picture.value.clockAhead),
    seat: computed(() => picture.value.seat),
    call: computed(() => picture.value.call),
    start,
    reconnect,
    read: () => (picture.value = { ...picture.value, ordered: '' }),
    act,
    ready: () => act(api.ready),
    pause: (reason: string) => act(() => api.pause(reason)),
    leave: () => act(api.leave),
  }
}

export function provideDesk(me: Me): Desk {
  const desk = makeDesk(me)
  provide(KEY, desk)
  return desk
}

export function useDesk(): Desk {
  const desk = inject(KEY)
  if (!desk) throw new Error('no desk')
  return desk
}
