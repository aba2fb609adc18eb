/** Which tile the arrow keys lead to, by where the tiles are on the screen. */

export interface Spot {
  key: string
  x: number
  y: number
}

/** The next spot in that direction; the same one at the edge. Left and right go on in the next row, as one reads. */
export function next(spots: Spot[], from: string, key: string): string {
  const at = spots.findIndex((spot) => spot.key === from)
  const here = spots[at]
  if (!here) return spots[0]?.key ?? ''
  if (key === 'ArrowLeft' || key === 'ArrowRight') return beside(spots, here, key === 'ArrowLeft' ? -1 : 1)
  const up = key === 'ArrowUp'
  const beyond = spots.filter((spot) => (up ? spot.y < here.y - 2 : spot.y > here.y + 2))
  if (!beyond.length) return from
  const row = up ? Math.max(...beyond.map((spot) => spot.y)) : Math.min(...beyond.map((spot) => spot.y))
  const same = beyond.filter((spot) => Math.abs(spot.y - row) <= 2)
  return same.reduce((best, spot) => (Math.abs(spot.x - here.x) < Math.abs(best.x - here.x) ? spot : best)).key
}

function beside(spots: Spot[], here: Spot, step: number): string {
  const read = [...spots].sort((a, b) => (Math.abs(a.y - b.y) > 2 ? a.y - b.y : a.x - b.x))
  return (read[read.indexOf(here) + step] ?? here).key
}
