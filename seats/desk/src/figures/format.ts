/** Figures as people read them. */
import { texts } from '../texts'
import type { Figure, UnitRow } from './types'

type Kind = Figure['kind']
const said = texts.figures
const whole = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 0 })

export const counted = (n: number) => whole.format(n)

export function valueText(kind: Kind, value: number | null): string {
  if (value === null) return said.noData
  if (kind === 'share') return percent(value)
  return kind === 'count' ? counted(value) : secondsText(value)
}

/** Never rounded up to a limit that was not reached: 94.96 % is not 95.0 %. */
export function percent(part: number): string {
  return `${(Math.floor(part * 1000 + 1e-6) / 10).toFixed(1)}%`
}

export function secondsText(seconds: number): string {
  if (seconds < 60) return said.seconds((Math.round(seconds * 10) / 10).toFixed(1))
  const all = Math.round(seconds)
  if (all < 3600) return said.minutes(Math.floor(all / 60), all % 60)
  return said.hours(Math.floor(all / 3600), Math.floor((all % 3600) / 60))
}

/** The one share whose both sides are seconds. */
const OCCUPANCY = 'occupancy'

/** Sums of seconds, short. */
export function sumText(seconds: number): string {
  if (seconds < 60) return said.seconds(seconds.toFixed(0))
  return seconds < 3600 ? said.inMinutes((seconds / 60).toFixed(1)) : said.inHours((seconds / 3600).toFixed(1))
}

export function fractionText(figure: Figure): string {
  if (figure.denominator === null) return ''
  const top = figure.kind === 'seconds' || figure.key === OCCUPANCY ? sumText(figure.numerator) : counted(figure.numerator)
  return `${top} ÷ ${figure.key === OCCUPANCY ? sumText(figure.denominator) : counted(figure.denominator)}`
}

export const missesTarget = (figure: Figure) =>
  figure.target !== null && figure.value !== null && figure.value < figure.target

/** Units in the order of one figure; those without data come last. The unit by itself stays on top. */
export function ordered(units: UnitRow[], key: string, down: boolean): UnitRow[] {
  const value = (unit: UnitRow) => unit.values[key]?.value ?? null
  const own = units.filter((unit) => unit.alone)
  const rest = units.filter((unit) => !unit.alone)
  if (!key) return [...own, ...rest]
  rest.sort((one, other) => {
    const [a, b] = [value(one), value(other)]
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    return down ? b - a : a - b
  })
  return [...own, ...rest]
}
