/** The live state of the board: the layout once, then the socket. */
import { computed, onMounted, onUnmounted, ref, shallowRef } from 'vue'
import { api, ApiFault, whyNot } from '../api'
import { useNow } from '../clock'
import { address, Line, type LineState } from '../line'
import { texts } from '../texts'
import { fold, type BoardMessage } from './fold'
import { empty, type Alarm, type BoardState, type Layout } from './state'

export function useLiveBoard() {
  const layout = shallowRef<Layout | null>(null)
  const state = shallowRef<BoardState>(empty())
  const line = ref<LineState>('connecting')
  const fault = ref('')
  const ahead = ref(0)
  const local = useNow()
  const connection = new Line<BoardMessage>(address('/ws/board'), {
    message: heard,
    state: (now) => (line.value = now),
  })

  function heard(message: BoardMessage): void {
    // Also of a line that stays open for weeks: two clocks drift apart.
    if (message.type !== 'changes') ahead.value = Date.parse(message.now) - Date.now()
    state.value = fold(state.value, message)
  }

  async function load(): Promise<void> {
    fault.value = ''
    try {
      layout.value = await api.boardLayout()
      connection.open()
    } catch (error) {
      fault.value = error instanceof ApiFault && error.status ? error.message : texts.board.layoutFailed
    }
  }

  async function acknowledge(alarm: Alarm, note: string): Promise<boolean> {
    fault.value = ''
    try {
      await api.acknowledge(alarm.id, note)
      return true
    } catch (error) {
      fault.value = whyNot(error)
      return false
    }
  }

  function again(): void {
    if (layout.value === null) void load()
    else if (line.value !== 'open') connection.open()
  }

  onMounted(() => {
    void load()
    window.addEventListener('online', again)
  })
  onUnmounted(() => {
    window.removeEventListener('online', again)
    connection.close()
  })

  return { layout, state, line, fault, now: computed(() => local.value + ahead.value), again, acknowledge }
}
