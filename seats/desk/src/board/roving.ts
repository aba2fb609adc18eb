/** Arrow keys among the parts of a region that have a `data-key`: one of them is in the tab order, as in a list. */
import { ref, type Ref } from 'vue'
import { next } from './walk'

export function useRoving(region: Ref<HTMLElement | null>) {
  const current = ref('')

  const parts = (): HTMLElement[] => [...(region.value?.querySelectorAll<HTMLElement>('[data-key]:not([data-off])') ?? [])]

  function focus(key: string): boolean {
    const part = parts().find((found) => found.dataset.key === key)
    if (!part) return false
    current.value = key
    part.focus()
    part.scrollIntoView({ block: 'nearest' })
    return true
  }

  function moved(event: KeyboardEvent): void {
    if (!event.key.startsWith('Arrow') || event.ctrlKey || event.altKey || event.metaKey) return
    event.preventDefault()
    const places = parts().map((part) => {
      const { x, y } = part.getBoundingClientRect()
      return { key: part.dataset.key ?? '', x, y }
    })
    focus(next(places, current.value, event.key))
  }

  const first = (): boolean => focus(parts().some((part) => part.dataset.key === current.value) ? current.value : (parts()[0]?.dataset.key ?? ''))

  return { current, focus, first, moved }
}
