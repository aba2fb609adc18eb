/** Keys of the desk: function keys, so that they work while one types Chinese with an input method.
 *
 * `F6` and `Shift+F6` are two keys. Which key does what: `texts.keyList` and `texts.phone.keys`. */
import { onMounted, onUnmounted } from 'vue'

/** What a key press is while the input method takes it. */
const BY_INPUT_METHOD = 229

export function keyName(event: KeyboardEvent): string {
  return event.shiftKey && /^F\d+$/.test(event.key) ? `Shift+${event.key}` : event.key
}

/** `isComposing` alone misses the press that opens a composition. */
export function composing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === BY_INPUT_METHOD
}

export const typing = (where: EventTarget | null): boolean =>
  (where instanceof HTMLInputElement && where.type !== 'range') || where instanceof HTMLTextAreaElement || where instanceof HTMLSelectElement

/** Letters and digits as keys: only while nobody types. */
export function useFreeKeys(keys: Record<string, () => void>): void {
  function pressed(event: KeyboardEvent): void {
    if (composing(event) || event.ctrlKey || event.altKey || event.metaKey || event.repeat || typing(event.target) || event.defaultPrevented) return
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    if (!act) return
    event.preventDefault()
    act()
  }
  onMounted(() => window.addEventListener('keydown', pressed))
  onUnmounted(() => window.removeEventListener('keydown', pressed))
}

export function useKeys(keys: Record<string, (event: KeyboardEvent) => void>): void {
  function pressed(event: KeyboardEvent): void {
    if (composing(event) || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return
    const act = keys[keyName(event)]
    if (!act) return
    event.preventDefault()
    act(event)
  }
  onMounted(() => window.addEventListener('keydown', pressed))
  onUnmounted(() => window.removeEventListener('keydown', pressed))
}
