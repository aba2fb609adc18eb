import { describe, expect, it } from 'vitest'
import { initials, matchesInitials } from '../src/phone/pinyin'

describe('names by their first letters', () => {
  it.each([
    ['泰安市', 'ta'], ['山东省', 'sds'], ['威海市', 'wh'], ['西藏自治区', 'xz'], ['重庆市', 'cq'], ['厦门市', 'xm'],
    ['新疆生产建设兵团', 'bt'], ['鄂尔多斯市', 'eeds'], ['公安部', 'gab'], ['长春市', 'cc'], ['亳州市', 'bz'],
  ])('finds %s by %s', (name, letters) => {
    expect(matchesInitials(name, letters)).toBe(true)
  })

  it('does not find what only begins so', () => {
    expect(matchesInitials('泰安市', 'tas')).toBe(true)
    expect(matchesInitials('泰安市', 'tasx')).toBe(false)
    expect(matchesInitials('泰安市', 'ts')).toBe(false)
  })

  it('knows nothing of what is not Chinese', () => {
    expect(initials('A')).toBe('')
    expect(initials('3')).toBe('')
  })
})
