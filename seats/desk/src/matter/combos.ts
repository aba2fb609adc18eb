/** Combinations of keys, beside the function keys of the telephone: `Ctrl+Enter`, `Ctrl+K`, `Alt+1`. */
import { onMounted, onUnmounted } from 'vue'
import { composing } from '../keys'

export function comboName(event: KeyboardEvent): string {
  const held = [event.ctrlKey || event.metaKey ? 'Ctrl+' : '', event.altKey ? 'Alt+' : '', event.shiftKey ? 'Shift+' : '']
  const key = event.code.startsWith('Digit') ? event.code.slice(5) : event.key
  return held.join('') + (key.length === 1 ? key.toUpperCase() : key)
}

export function useCombos(combos: Record<string, () => void>): void {
  function pressed(event: KeyboardEvent): void {
    if (composing(event) || event.repeat || !(event.ctrlKey || event.metaKey || event.altKey)) return
    const act = combos[comboName(event)]
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
  // On the way down: a list that is open would take Enter for itself.
  onMounted(() => window.addEventListener('keydown', pressed, true))
  onUnmounted(() => window.removeEventListener('keydown', pressed, true))
}

/** Up and down through the buttons of a list. */
export function throughRows(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  const list = event.currentTarget
  if (!step || !(list instanceof HTMLElement)) return
  const rows = [...list.querySelectorAll<HTMLElement>('.row')]
  const here = rows.findIndex((row) => row === document.activeElement)
  const next = rows[here + step]
  if (here < 0 || !next) return
  event.preventDefault()
  next.focus()
}
