/** How a state looks: its colour (a class), and a character for those who cannot tell colours apart. */
import { texts } from '../texts'

/** In the order in which a supervisor asks for them. */
export const STATES = ['ringing', 'talking', 'held', 'consulting', 'conference', 'wrap_up', 'ready', 'paused', 'offline']
/** Not a state: whoever is in whatever state may raise the hand. */
export const HAND = 'hand'
/** States that have a count in the legend even when it is nought. */
export const USUAL = new Set(['ringing', 'talking', 'held', 'wrap_up', 'ready', 'paused', 'offline'])
/** States in which a caller is on the line. */
export const BUSY = new Set(['talking', 'held', 'consulting', 'conference'])

export const markOf = (state: string): string => (texts.board.marks as Record<string, string>)[state] ?? '?'
export const stateName = (state: string): string => (texts.board.states as Record<string, string>)[state] ?? texts.states.unknown
export const reasonName = (code: string): string => (texts.reasons as Record<string, string>)[code] ?? code
