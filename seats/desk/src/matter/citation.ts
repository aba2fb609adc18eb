/** Where a citation goes: into the text of the form where the cursor was last. */
import { nextTick } from 'vue'

export const TEXT_FIELDS = ['main_problem', 'demand', 'note', 'leader_note', 'callback_note'] as const
export type TextField = (typeof TEXT_FIELDS)[number]

export interface Place {
  field: TextField
  start: number
  end: number
}

/** Puts a text into the open form; the name of the field, or empty when no form is open. */
type Insert = (text: string) => string

let insert: Insert | null = null

export function takeCitations(by: Insert | null): void {
  insert = by
}

export const cite = (text: string): string => insert?.(text) ?? ''

export function placeOf(target: EventTarget | null): Place | null {
  if (!(target instanceof HTMLTextAreaElement)) return null
  const field = target.closest<HTMLElement>('[data-field]')?.dataset.field as TextField | undefined
  if (!field || !TEXT_FIELDS.includes(field)) return null
  return { field, start: target.selectionStart, end: target.selectionEnd }
}

export function inserted(said: string | null, place: Place, text: string): string {
  const whole = said ?? ''
  return whole.slice(0, place.start) + text + whole.slice(place.end)
}

/** The cursor goes on behind what was put in. */
export async function goOnAt(pane: HTMLElement | null, field: TextField, at: number): Promise<void> {
  await nextTick()
  const area = pane?.querySelector<HTMLTextAreaElement>(`[data-field="${field}"] textarea`)
  area?.focus()
  area?.setSelectionRange(at, at)
}
