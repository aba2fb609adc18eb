/** Dates and times as people write them in a hurry; null for what cannot be read. */
import { texts } from '../texts'

const DAY_MS = 86_400_000
const CHINA_MS = 8 * 3_600_000
const DAYS_AGO: Record<string, number> = { 今天: 0, 昨天: 1, 前天: 2, 大前天: 3 }
const SPLIT_DATE = /^(?:(\d{4})\s*[-/.年])?\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$/
const DIGITS_DATE = /^(\d{4})?(\d{2})(\d{2})$/
const TIME = /^(上午|早上|凌晨|中午|下午|晚上|夜里)?\s*(\d{1,2})(?:[:：点时]\s*(半|一刻|三刻|\d{1,2})?分?)?$/
const DIGITS_TIME = /^(\d{2})(\d{2})$/
const PARTS: Record<string, number> = { 半: 30, 一刻: 15, 三刻: 45 }

/** `2026-11-03`; without a year the last such day that is not in the future. `now` is in milliseconds. */
export function readDate(said: string, now: number): string | null {
  const text = said.trim()
  const today = new Date(now + CHINA_MS)
  const ago = DAYS_AGO[text]
  if (ago !== undefined) return iso(new Date(today.getTime() - ago * DAY_MS))
  const found = SPLIT_DATE.exec(text) ?? DIGITS_DATE.exec(text)
  if (!found) return null
  const [year, month, day] = [Number(found[1] ?? 0), Number(found[2]), Number(found[3])]
  if (year) return real(year, month, day)
  const thisYear = today.getUTCFullYear()
  const date = real(thisYear, month, day)
  return date !== null && date > iso(today) ? real(thisYear - 1, month, day) : date
}

/** `21:30`. */
export function readTime(said: string): string | null {
  const text = said.trim()
  const digits = DIGITS_TIME.exec(text)
  if (digits) return clock(Number(digits[1]), Number(digits[2]))
  const found = TIME.exec(text)
  if (!found) return null
  const [, half, hours, part] = found
  const minutes = part === undefined ? 0 : (PARTS[part] ?? Number(part))
  return clock(inDay(Number(hours), half), minutes)
}

export function weekday(isoDay: string): string {
  const at = Date.parse(isoDay)
  return Number.isNaN(at) ? '' : (texts.weekdays[new Date(at).getUTCDay()] ?? '')
}

function inDay(hour: number, half: string | undefined): number {
  const later = half === '下午' || half === '晚上' || half === '夜里' || (half === '中午' && hour < 3)
  return later && hour < 12 && hour > 0 ? hour + 12 : hour
}

function real(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? iso(date) : null
}

const iso = (date: Date) => date.toISOString().slice(0, 10)

function clock(hour: number, minute: number): string | null {
  if (hour > 23 || minute > 59) return null
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
