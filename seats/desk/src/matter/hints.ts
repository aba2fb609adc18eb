/** What looks odd is said beside the field; it never keeps anybody from going on. */
import { texts } from '../texts'
import type { Form } from '../types'

const MOBILE = /^(?:\+?86)?1[3-9]\d{9}$/
const FIXED = /^(?:\+?86|0)?(?:10|2\d|[3-9]\d{2})?[2-8]\d{6,7}$/
const SERVICE = /^(?:[48]00\d{7}|1\d{2,4}|9\d{4,5})$/
const FOREIGN = /^(?:\+|00)[1-9]\d{6,14}$/
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK = '10X98765432'

export function looksLikePhone(said: string): boolean {
  const number = said.normalize('NFKC').replace(/[\s().\-–—/]/g, '')
  return [MOBILE, FIXED, SERVICE, FOREIGN].some((form) => form.test(number))
}

/** GB 11643: a real birthday and the check digit. */
export function isIdNumber(said: string): boolean {
  const number = said.normalize('NFKC').replace(/\s/g, '').toUpperCase()
  if (!/^[1-9]\d{16}[\dX]$/.test(number) || !realDay(number.slice(6, 14))) return false
  const total = WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(number[at]), 0)
  return CHECK[total % 11] === number[17]
}

function realDay(digits: string): boolean {
  const [year, month, day] = [Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6))]
  const date = new Date(Date.UTC(year, month - 1, day))
  return year >= 1880 && year <= 2100 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

export interface Hint {
  text: string
  good: boolean
}

const odd = (text: string): Hint => ({ text, good: false })
const fine = (text: string): Hint => ({ text, good: true })

export function hintOf(field: string, form: Form): Hint | null {
  const said = texts.matter.hints
  if (field === 'reporter_phone' && form.reporter_phone && !looksLikePhone(form.reporter_phone)) return odd(said.phone)
  if (field === 'reporter_id_number' && form.reporter_id_number) {
    return isIdNumber(form.reporter_id_number) ? fine(said.idGood) : odd(said.id)
  }
  return field === 'reporter_name' && form.reporter_name ? nameHint(form) : null
}

/** 实名 is a name and a contact. */
function nameHint(form: Form): Hint {
  const said = texts.matter.hints
  if (form.anonymous) return odd(said.anonymousNamed)
  return form.reporter_phone || form.reporter_address ? fine(said.realName) : odd(said.nameOnly)
}
