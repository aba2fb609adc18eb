/** Finds Chinese names by the first letters of their pinyin: `ta` for 泰安, `sdsgat` for 山东省公安厅. */

const LETTERS = 'abcdefghjklmnopqrstwxyz'
/** The first character of each letter, in the order of pinyin. */
const FIRST = '阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥扨它穵夕丫帀'
/** Characters of place names that are read in two ways. */
const TWO_READINGS: Record<string, string> = {
  重: 'cz', 长: 'cz', 厦: 'xs', 乐: 'ly', 朝: 'cz', 尉: 'wy', 蔚: 'wy', 番: 'fp', 单: 'sd', 解: 'xj', 莘: 'sx',
  会: 'hk', 行: 'hx', 藏: 'zc', 沈: 'sc', 泌: 'bm', 都: 'd', 柏: 'b', 亳: 'b', 曲: 'q', 仇: 'qc', 查: 'zc', 车: 'cj',
}
const collator = new Intl.Collator('zh-Hans-CN-u-co-pinyin')
const known = new Map<string, string>()

/** Letters that the character may begin with; empty for what is not Chinese. */
export function initials(character: string): string {
  let found = known.get(character)
  if (found === undefined) known.set(character, (found = lookUp(character)))
  return found
}

function lookUp(character: string): string {
  if (TWO_READINGS[character]) return TWO_READINGS[character]
  if (!/\p{Script=Han}/u.test(character)) return ''
  for (let n = FIRST.length - 1; n >= 0; n -= 1) {
    if (collator.compare(FIRST.charAt(n), character) <= 0) return LETTERS.charAt(n)
  }
  return ''
}

/** Whether the letters are the beginnings of characters that stand side by side in the name. */
export function matchesInitials(name: string, letters: string): boolean {
  const characters = [...name].map(initials)
  return characters.some((_, start) => [...letters].every((letter, n) => characters[start + n]?.includes(letter)))
}
