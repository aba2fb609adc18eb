/** Units and seats as the board groups them: the ministry, then each province with its cities. */
import { HAND } from './marks'
import type { Layout, SeatRow, Unit } from './state'

export interface Tile {
  number: string
  unit: Unit
  /** On a tile there is room for four characters. */
  name: string
}

export interface Group {
  unit: Unit
  tiles: Tile[]
}

export class Places {
  private readonly units: Map<string, Unit>
  readonly groups: Group[]

  constructor(layout: Layout) {
    this.units = new Map(layout.units.map((unit) => [unit.code, unit]))
    const groups = new Map<string, Group>()
    for (const { number, unit: code } of layout.seats) {
      const unit = this.units.get(code)
      if (!unit) continue
      const top = this.top(unit)
      const group = groups.get(top.code) ?? { unit: top, tiles: [] }
      group.tiles.push({ number, unit, name: tileName(unit, number) })
      groups.set(top.code, group)
    }
    this.groups = [...groups.values()]
  }

  /** In the order of the directory. */
  get all(): Unit[] {
    return [...this.units.values()]
  }

  unit(code: string): Unit | undefined {
    return this.units.get(code)
  }

  name(code: string): string {
    return this.units.get(code)?.name ?? code
  }

  short(code: string): string {
    return this.units.get(code)?.short ?? code
  }

  /** The group that shows a unit: the province of a city; a city alone on its own board. */
  top(unit: Unit): Unit {
    const above = unit.tier === 'city' && unit.parent ? this.units.get(unit.parent) : undefined
    return above ?? unit
  }
}

/** 第十四师昆玉 → 十四师, 河南直管县市 → 直管县市; seats of a unit with several have their last digits. */
function tileName(unit: Unit, number: string): string {
  if (unit.tier !== 'city') return `${unit.short.slice(0, 3)}${number.slice(-1)}`
  if (unit.short.length <= 4) return unit.short
  return /^第(.+师)/.exec(unit.short)?.[1] ?? unit.short.slice(-4)
}

export interface Wanted {
  text: string
  /** Or `HAND`; empty: every state. */
  state: string
  /** ministry, province, city; empty: every level. */
  tier: string
}

export const everything = (wanted: Wanted): boolean => !wanted.text.trim() && !wanted.state && !wanted.tier

export function fits(tile: Tile, seat: SeatRow | undefined, top: Unit, wanted: Wanted): boolean {
  if (wanted.state && !(wanted.state === HAND ? seat?.hand : seat?.state === wanted.state)) return false
  if (wanted.tier && tile.unit.tier !== wanted.tier) return false
  const text = wanted.text.trim().toLowerCase()
  return !text || found(text, tile, seat, top)
}

function found(text: string, tile: Tile, seat: SeatRow | undefined, top: Unit): boolean {
  const said = [tile.number, tile.unit.name, tile.unit.short, top.short, seat?.person ?? '']
  return said.some((word) => word.includes(text)) || [tile.unit, top].some((unit) => spelt(text, unit.letters))
}

/** 济南 by jn, 重庆 by cq: a name is found by the first letters of its characters, from any of them on. */
export function spelt(text: string, letters: string[]): boolean {
  if (!/^[a-z]+$/.test(text)) return false
  return letters.some((_, from) => from + text.length <= letters.length && [...text].every((letter, i) => letters[from + i]?.includes(letter)))
}
