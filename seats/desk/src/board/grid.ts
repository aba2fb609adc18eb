/** Where a province's tile is on the map: row and column, from 1. Tiles only: no borders are drawn. */
const MAP: Record<string, [number, number]> = {
  '000000': [1, 1], '230000': [1, 8],
  '150000': [2, 5], '220000': [2, 8],
  '650000': [3, 1], '660000': [3, 2], '620000': [3, 3], '640000': [3, 4], '140000': [3, 5], '110000': [3, 6], '120000': [3, 7], '210000': [3, 8],
  '540000': [4, 1], '630000': [4, 2], '610000': [4, 4], '410000': [4, 5], '130000': [4, 6], '370000': [4, 7],
  '510000': [5, 3], '500000': [5, 4], '420000': [5, 5], '340000': [5, 6], '320000': [5, 7], '310000': [5, 8],
  '530000': [6, 3], '520000': [6, 4], '430000': [6, 5], '360000': [6, 6], '330000': [6, 7],
  '450000': [7, 4], '440000': [7, 5], '350000': [7, 6],
  '460000': [8, 5],
}
export const COLUMNS = 8

/** A unit that the map does not know comes below it, so that none is lost. */
export function spots(codes: string[]): Map<string, [number, number]> {
  let extra = 0
  return new Map(codes.map((code) => {
    const known = MAP[code]
    if (known) return [code, known]
    extra += 1
    return [code, [9 + Math.floor((extra - 1) / COLUMNS), 1 + ((extra - 1) % COLUMNS)]]
  }))
}
