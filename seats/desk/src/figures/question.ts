/** The question as the address has it, and its neighbours in time. Days are China's, as text. */
import type { By, Question } from './types'

export const GRAINS: By[] = ['5min', 'hour', 'day', 'month', 'year']

export function addressOf(question: Question, more: Record<string, string | number> = {}): string {
  const said = new URLSearchParams()
  said.set('by', question.by)
  if (question.on) said.set('on', question.on)
  if (question.unit) said.set('unit', question.unit)
  if (question.alone) said.set('alone', 'true')
  for (const [name, value] of Object.entries(more)) said.set(name, String(value))
  return said.toString()
}

/** What is no question becomes the plain one: today, by the hour, the own unit. */
export function questionIn(search: string): Question {
  const said = new URLSearchParams(search)
  const by = said.get('by') as By
  const [on, unit] = [said.get('on') ?? '', said.get('unit') ?? '']
  return {
    by: GRAINS.includes(by) ? by : 'hour',
    on: isDay(on) ? on : '',
    unit: /^\d{6}$/.test(unit) ? unit : '',
    alone: said.get('alone') === 'true',
  }
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && written(new Date(text)) === text
}

/** The day in the period before (-1) or after (1). */
export function stepped(by: By, on: string, step: number): string {
  const day = new Date(on)
  if (by === '5min' || by === 'hour') day.setUTCDate(day.getUTCDate() + step)
  else if (by === 'day') day.setUTCMonth(day.getUTCMonth() + step, 1)
  else day.setUTCFullYear(day.getUTCFullYear() + step, 0, 1)
  return written(day)
}

const written = (day: Date) => day.toISOString().slice(0, 10)
