/** What keeps a form from being registered, shown at its fields. */
import { inject, nextTick, provide, reactive, type InjectionKey } from 'vue'
import type { Fault } from './api'

type Faults = Map<string, string>
const KEY: InjectionKey<Faults> = Symbol('faults')

export function provideFaults(): Faults {
  const faults = reactive(new Map<string, string>())
  provide(KEY, faults)
  return faults
}

export const useFaults = (): Faults => inject(KEY, () => new Map<string, string>(), true)

export function showFaults(faults: Faults, found: Fault[]): void {
  faults.clear()
  for (const { field, message } of found) faults.set(field, message)
}

export async function focusField(pane: HTMLElement | null, field: string): Promise<void> {
  await nextTick()
  const box = pane?.querySelector<HTMLElement>(`[data-field="${field}"]`)
  box?.querySelector<HTMLElement>('input, textarea, button')?.focus()
  box?.scrollIntoView({ block: 'center' })
}
