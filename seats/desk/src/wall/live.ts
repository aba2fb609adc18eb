/** The picture of a wall by its own pass: one socket tells the layout and everything after it. */
import { computed, onMounted, onUnmounted, ref, shallowRef } from 'vue'
import { fold, type BoardMessage } from '../board/fold'
import { empty, type BoardState, type Layout } from '../board/state'
import { useNow } from '../clock'
import { address, Line, type LineState } from '../line'

/** The path of the page that runs by the pass. */
export const ROOM = '/wall/'

type WallMessage = BoardMessage & { unit_name?: string; layout?: Layout }

export function useWallBoard() {
  const layout = shallowRef<Layout | null>(null)
  const unitName = ref('')
  const state = shallowRef<BoardState>(empty())
  const line = ref<LineState>('connecting')
  const ahead = ref(0)
  const local = useNow()
  const connection = new Line<WallMessage>(address(`${ROOM}ws`), {
    message: heard,
    state: (now) => (line.value = now),
  })

  function heard(message: WallMessage): void {
    if (message.type !== 'changes') ahead.value = Date.parse(message.now) - Date.now()
    // Each snapshot: units may have been added while the line was away.
    layout.value = message.layout ?? layout.value
    unitName.value = message.unit_name ?? unitName.value
    state.value = fold(state.value, message)
  }

  const again = () => {
    if (line.value === 'lost') connection.open()
  }

  onMounted(() => {
    connection.open()
    window.addEventListener('online', again)
  })
  onUnmounted(() => {
    window.removeEventListener('online', again)
    connection.close()
  })

  return { unitName, layout, state, line, now: computed(() => local.value + ahead.value) }
}
