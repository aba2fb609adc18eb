import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { reactive, watch } from 'vue'
import { ApiFault } from '../src/api'
import { emptyForm } from '../src/form/form'
import { Sheet, type Backstage } from '../src/form/sheet'
import { changes, saidFields } from '../src/matter/changes'
import { inserted, placeOf } from '../src/matter/citation'
import { comboName, throughRows } from '../src/matter/combos'
import { hintOf, isIdNumber, looksLikePhone } from '../src/matter/hints'
import { pieces } from '../src/matter/marks'
import { outline, wordAt } from '../src/matter/wave'
import { pressing, unheard } from '../src/matter/work'
import { fold, nothing } from '../src/picture'
import { texts } from '../src/texts'
import type { Form, Turn, WorkItem } from '../src/types'

const form = (said: Partial<Form> = {}): Form => ({ ...emptyForm(), ...said })

describe('hints', () => {
  it.each(['13800000123', '0538-8200345', '8200345', '+8613800000123', '053812389', '4001234567', '+85223456789'])('takes %s for a phone', (said) => {
    expect(looksLikePhone(said)).toBe(true)
  })
  it.each(['1380000012', '12', '不知道', '138000001234'])('doubts %s', (said) => {
    expect(looksLikePhone(said)).toBe(false)
    expect(hintOf('reporter_phone', form({ reporter_phone: said }))?.good).toBe(false)
  })
  it('checks the last digit and the birthday of an ID number', () => {
    expect(isIdNumber('11010519491231002X')).toBe(true)
    expect(isIdNumber('11010519491231002x')).toBe(true)
    expect(isIdNumber('110105194912310021')).toBe(false)
    expect(isIdNumber('110105194902310026')).toBe(false)
  })
  it('says when a name has a contact, and when it has none', () => {
    expect(hintOf('reporter_name', form({ reporter_name: '张三' }))).toEqual({ text: texts.matter.hints.nameOnly, good: false })
    expect(hintOf('reporter_name', form({ reporter_name: '张三', reporter_phone: '1' }))?.good).toBe(true)
    expect(hintOf('reporter_name', form())).toBeNull()
  })
})

describe('keys', () => {
  it('names combinations, whatever the keyboard makes of a digit', () => {
    expect(comboName(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true }))).toBe('Ctrl+K')
    expect(comboName(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true }))).toBe('Ctrl+Enter')
    expect(comboName(new KeyboardEvent('keydown', { key: '¡', code: 'Digit1', altKey: true }))).toBe('Alt+1')
  })

  it('goes through a list by arrows and stays at its ends', () => {
    document.body.innerHTML = '<ul><li><button class="row">1</button></li><li><button class="row">2</button></li></ul>'
    const list = document.querySelector('ul')
    list?.addEventListener('keydown', throughRows)
    const rows = [...document.querySelectorAll<HTMLElement>('.row')]
    const press = (key: string) => document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
    rows[0]?.focus()
    press('ArrowDown')
    press('ArrowDown')
    expect(document.activeElement).toBe(rows[1])
    press('ArrowUp')
    expect(document.activeElement).toBe(rows[0])
    document.body.replaceChildren()
  })
})

describe('knowledge', () => {
  it('marks what was asked for, and takes no sign for a pattern', () => {
    expect(pieces('检举、控告的权利', '控告 权利').filter((one) => one.hit).map((one) => one.text)).toEqual(['控告', '权利'])
    expect(pieces('a.b*c', '.*').map((one) => one.text).join('')).toBe('a.b*c')
    expect(pieces('第[一]条', '[').filter((one) => one.hit)).toHaveLength(1)
  })

  it('is cited where the cursor was, in place of what was marked', () => {
    expect(inserted('前后', { field: 'note', start: 1, end: 1 }, '中')).toBe('前中后')
    expect(inserted('前旧后', { field: 'note', start: 1, end: 2 }, '新')).toBe('前新后')
    expect(inserted(null, { field: 'note', start: 0, end: 0 }, '新')).toBe('新')
  })

  it('goes only into texts of the form', () => {
    document.body.innerHTML = '<div data-field="demand"><textarea>诉求</textarea></div><div data-field="x"><textarea></textarea></div>'
    const [known, other] = [...document.querySelectorAll('textarea')]
    expect(placeOf(known ?? null)?.field).toBe('demand')
    expect(placeOf(other ?? null)).toBeNull()
    expect(placeOf(document.body)).toBeNull()
    document.body.replaceChildren()
  })
})

describe('versions', () => {
  it('tell what changed in words', () => {
    const after = form({ demand: '道歉', urgent: true, accused: [{ name: '刘', unit: '岱岳派出所', position: null, badge_number: null, kind: null }] })
    expect(changes(form(), after)).toEqual([
      { name: '被反映人', before: '（空）', after: '岱岳派出所 刘' },
      { name: '诉求', before: '（空）', after: '道歉' },
      { name: '正在发生（紧急）', before: '否', after: '是' },
    ])
  })
  it('tell a reader that somebody is named, not who', () => {
    const read = JSON.stringify(saidFields(form({ reporter_name: '张三', reporter_phone: '13800000123' })))
    expect(read).not.toMatch(/张三|13800000123/)
    expect(read).toContain(texts.matter.sealed)
  })
  it('leave out what a form does not say', () => {
    expect(saidFields(form({ note: '甲', urgent: true })).map((one) => one.value)).toEqual([texts.yes, '12389电话', '甲'])
  })
})

describe('a recording', () => {
  const turn = (start: number, words: [string, number][]): Turn => ({
    side: 'caller', start, end: start + 5, text: words.map(([word]) => word).join(''), confidence: 1,
    words: words.map(([word, at]) => ({ word, start: at, end: at + 0.4 })),
  })
  it('is walked through word by word, in the order of time', () => {
    const turns = [turn(0, [['你好', 0.5], ['民警', 1.2]]), { ...turn(7, []), words: undefined }, turn(4, [['要', 4], ['钱', 4.4]])]
    expect(wordAt(turns, 0.5, 1)).toBe(1.2)
    expect(wordAt(turns, 1.2, 1)).toBe(4)
    expect(wordAt(turns, 4.4, 1)).toBe(7)
    expect(wordAt(turns, 7.5, 1)).toBeNull()
    expect(wordAt(turns, 4.4, -1)).toBe(4)
    expect(wordAt(turns, 0.5, -1)).toBeNull()
  })
  it('is drawn with a line for each stretch, and silence low', () => {
    expect(outline([[0, 100], [50, 0]]).match(/M/g)).toHaveLength(2)
    expect(outline([[0, 1]])).toContain('V21.3')
    expect(outline([])).toBe('')
  })
})

const item = (id: number, kind: string, due: string, due_at: string | null = null): WorkItem => ({
  id, kind, call_id: `c${id}`, due, due_at, over: false, provisional: false, created_at: '', note: '', caller: '',
})

describe('work', () => {
  it('begins with what happens now, then with who waits to be called', () => {
    const items = [item(1, 'message', '2026-11-20'), item(2, 'callback', '2026-11-23', '2026-11-23T02:00:00Z'),
      item(3, 'callback', '2026-11-23', '2026-11-23T01:00:00Z'), item(4, 'fast_track', '2026-11-23')]
    expect(pressing(items).map((one) => one.id)).toEqual([4, 3, 2, 1])
    expect(unheard(items, 'c1')?.id).toBe(1)
    expect(unheard(items, 'c2')).toBeUndefined()
  })
  it('is told to a supervisor once, however often the notice comes', () => {
    const notice = { type: 'notice', kind: 'fast_track', call_id: 'c1', unit: '370900', number: '370900-2026-00001', seq: 1 } as const
    const twice = fold(fold(nothing(), notice), { ...notice, seq: 2 })
    expect(twice.notices).toHaveLength(1)
    expect(twice.workItems).toBe(2)
  })
})

describe('a form that is wrapped up', () => {
  let saves: Form[]
  let locked: boolean

  function open() {
    const view = reactive(Sheet.blank())
    const back: Backstage = {
      load: () => Promise.resolve({ version: 3, form: form({ note: '甲' }), draft: null, accepted: locked ? {} : null }),
      save: (version, sent) => {
        if (locked) return Promise.reject(new ApiFault(423, '已办结'))
        saves.push(sent)
        return Promise.resolve({ version: version + 1, told_at: sent.told_lawful ? '2026-11-22T01:00:00+00:00' : null })
      },
      storage: localStorage,
      now: () => Date.now(),
    }
    const sheet = new Sheet(view, Sheet.key(1, 'c1'), back)
    watch(() => view.form, () => sheet.changed(), { deep: true })
    void sheet.open()
    return { sheet, view }
  }

  const settle = () => vi.advanceTimersByTimeAsync(3_000)

  beforeEach(() => {
    saves = []
    locked = false
    localStorage.clear()
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('has the time of the service for what was told', async () => {
    const { view, sheet } = open()
    await settle()
    view.form.told_lawful = true
    await settle()
    expect(view.form.told_at).toBe('2026-11-22T01:00:00+00:00')
    expect(sheet.dirty).toBe(false)
    expect(saves).toHaveLength(1)
  })

  it('keeps an amendment on this machine until it is sent, through a crash', async () => {
    locked = true
    const { view, sheet } = open()
    await settle()
    view.form.note = '更正中'
    await settle()
    expect([saves.length, view.state, sheet.dirty]).toEqual([0, 'clean', true])

    const again = open()
    await settle()
    expect([again.view.form.note, again.sheet.dirty]).toEqual(['更正中', true])
    again.sheet.lock(4, again.view.form)
    expect([again.sheet.dirty, localStorage.length]).toEqual([false, 0])
  })

  it('keeps what was typed while the number was given, as an amendment', async () => {
    const { view, sheet } = open()
    await settle()
    view.form.note = '按下之后写的'
    sheet.lock(3)
    await settle()
    expect([view.locked, sheet.dirty, saves.length]).toEqual([true, true, 0])
    sheet.revert()
    expect([view.form.note, sheet.dirty]).toEqual(['甲', false])
  })

  it('takes over what was amended elsewhere', async () => {
    const { view, sheet } = open()
    await settle()
    sheet.adopt(5, form({ note: '别处更正' }))
    expect([view.form.note, view.version, view.locked, sheet.dirty]).toEqual(['别处更正', 5, true, false])
  })

  it('leaves nothing on this machine once it is not to be seen here', async () => {
    const { view, sheet } = open()
    await settle()
    view.form.note = '反映本单位'
    sheet.forget()
    await settle()
    expect([view.form.note, view.locked, localStorage.length, saves.length]).toEqual([null, true, 0, 0])
  })
})
