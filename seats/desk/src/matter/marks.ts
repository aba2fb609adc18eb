/** A text in pieces, those that were asked for marked. Text stays text: nothing is made of markup. */
export interface Piece {
  text: string
  hit: boolean
}

export function pieces(text: string, asked: string): Piece[] {
  const words = asked.trim().split(/\s+/).filter(Boolean).map(escaped)
  if (words.length === 0) return [{ text, hit: false }]
  return text
    .split(new RegExp(`(${words.join('|')})`, 'giu'))
    .map((piece, n) => ({ text: piece, hit: n % 2 === 1 }))
    .filter((piece) => piece.text !== '')
}

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
