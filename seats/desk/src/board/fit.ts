/** How large tiles may be, and which groups stand beside each other, so that all are seen at once. */

export interface Fit {
  width: number
  height: number
  /** Tiles one under another, before a group goes on in the next column. */
  rows: number
  /** The groups of each band, by their place in the list. */
  bands: number[][]
}

/** Pixels: between groups and between bands. */
export const GAP = 6
/** The column with a group's name, and the frame of a group. */
export const LABEL = 42
export const FRAME = 4
const WIDTHS = [150, 132, 116, 104, 94, 86, 78, 72, 68, 64, 62, 60, 58, 56, 54, 52, 50]
const ROWS = [2, 3, 1, 4]
const LOWEST = 38
const HIGHEST = 76
const SCROLLED = { width: 60, height: 44, rows: 2 }

/** The largest tiles that fit. When none do one scrolls anyway, so they need not be the smallest. */
export function fit(groups: number[], width: number, height: number): Fit {
  for (const tile of WIDTHS) {
    for (const rows of ROWS) {
      const bands = bandsOf(groups, width, tile, rows)
      const room = Math.floor(((height + GAP) / bands.length - GAP - FRAME) / rows)
      if (room >= Math.max(LOWEST, tile * 0.5)) return { width: tile, height: Math.min(room, HIGHEST), rows, bands }
    }
  }
  return { ...SCROLLED, bands: bandsOf(groups, width, SCROLLED.width, SCROLLED.rows) }
}

/** Each group goes into the first band that has room for it: nearly in their order, with little left over. */
function bandsOf(groups: number[], width: number, tile: number, rows: number): number[][] {
  const bands: { left: number; groups: number[] }[] = []
  groups.forEach((seats, at) => {
    const wide = LABEL + FRAME + Math.ceil(seats / rows) * tile
    let band = bands.find(({ left }) => left >= wide)
    if (!band) bands.push((band = { left: width, groups: [] }))
    band.groups.push(at)
    band.left -= wide + GAP
  })
  return bands.map((band) => band.groups)
}
