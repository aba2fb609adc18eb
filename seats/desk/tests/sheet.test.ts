import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { reactive, watch } from 'vue'
import { ApiFault } from '../src/api'
import { emptyForm } from '../src/form/form'
import { keptCalls, Sheet, type Backstage } from '../src/form/sheet'
import { texts } from '../src/texts'
import type { Form } from '../src/types'

/** The service's end: one form with a version, as `store.registrations` keeps it. */
class Service {
  version = 0
  form: Form | null = null
  down = false
  /** The call has no row yet. */
  unwritten = false
  saves = 0

  load = () => {
    if (this.down) return Promise.reject(new ApiFault(0, 'away'))
    if (this.unwritten) return Promise.reject(new ApiFault(404, '没有这通电话'))
    return Promise.resolve({ version: this.version, form: this.form, draft: null })
  }

  save = (version: number, form: Form) => {
    if (this.down) return Promise.reject(new ApiFault(0, 'away'))
    if (version !== this.version) {
      return Promise.reject(new ApiFault(409, 'newer', { version: this.version, form: this.form }))
    }
    this.saves += 1
    this.version += 1
    this.form = form
    return Promise.resolve({ version: this.version })
  }
}

function openSheet(service: Service, person = 1) {
  const view = reactive(Sheet.blank())
  const back: Backstage = { load: service.load, save: service.save, storage: localStorage, now: () => Date.now() }
  const sheet = new Sheet(view, Sheet.key(person, 'c1'), back)
  watch(() => view.form, () => sheet.changed(), { deep: true })
  void sheet.open()
  return { sheet, view }
}

const settle = () => vi.advanceTimersByTimeAsync(3_000)

beforeEach(() => {
  localStorage.clear()
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a form', () => {
  it('is saved soon after the last key and then forgotten here', async () => {
    const service = new Service()
    const { view } = openSheet(service)
    await settle()
    view.form.note = '甲'
    await vi.advanceTimersByTimeAsync(100)
    expect(keptCalls(localStorage, 1)).toEqual(['c1'])
    await settle()
    expect(service.form?.note).toBe('甲')
    expect(view.state).toBe('clean')
    expect(keptCalls(localStorage, 1)).toEqual([])
  })

  it('is saved within two seconds even while one goes on typing', async () => {
    const service = new Service()
    const { view } = openSheet(service)
    await settle()
    for (let n = 0; n < 20; n += 1) {
      view.form.note = '字'.repeat(n + 1)
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(service.saves).toBeGreaterThan(0)
  })

  it('survives a service that is away, and a crash of the page meanwhile', async () => {
    const service = new Service()
    const { view } = openSheet(service)
    await settle()
    service.down = true
    view.form.main_problem = '要求先交钱才立案'
    await settle()
    expect(view.state).toBe('waiting')

    const again = openSheet(service)
    await settle()
    expect(again.view.form.main_problem).toBe('要求先交钱才立案')
    expect(again.view.notice).toBe(texts.restored)

    service.down = false
    await vi.advanceTimersByTimeAsync(20_000)
    expect(service.form?.main_problem).toBe('要求先交钱才立案')
    expect(keptCalls(localStorage, 1)).toEqual([])
  })

  it('keeps what both sides typed when two tabs have it open', async () => {
    const service = new Service()
    const one = openSheet(service)
    const two = openSheet(service)
    await settle()
    one.view.form.reporter_name = '王建国'
    await settle()
    two.view.form.incident_place = '天平路'
    await settle()
    expect(service.form).toMatchObject({ reporter_name: '王建国', incident_place: '天平路' })
    expect(two.view.notice).toBe(texts.merged)
    await one.sheet.newer(service.version)
    expect(one.view.form.incident_place).toBe('天平路')
  })

  it('keeps mine and says so when both changed the same field', async () => {
    const service = new Service()
    const { view } = openSheet(service)
    await settle()
    service.version = 1
    service.form = { ...emptyForm(), demand: '退款' }
    view.form.demand = '立案'
    await settle()
    expect(service.form.demand).toBe('立案')
    expect(view.notice).toBe(texts.conflict('诉求'))
  })

  it('that the service refuses stays here with the reason', async () => {
    const service = new Service()
    service.save = () => Promise.reject(new ApiFault(413, '内容太大'))
    const { view } = openSheet(service)
    await settle()
    view.form.note = '长'
    await settle()
    expect(view.state).toBe('refused')
    expect(view.notice).toContain('内容太大')
    expect(keptCalls(localStorage, 1)).toEqual(['c1'])
  })

  it('of a call whose row is not written yet waits for it without alarm', async () => {
    const service = new Service()
    service.unwritten = true
    const { view } = openSheet(service)
    await settle()
    expect([view.state, view.notice]).toEqual(['loading', ''])
    view.form.note = '甲'
    await vi.advanceTimersByTimeAsync(10)
    expect(keptCalls(localStorage, 1)).toEqual(['c1'])
    service.unwritten = false
    await vi.advanceTimersByTimeAsync(20_000)
    expect(service.form?.note).toBe('甲')
  })

  it('is never shown to another person at the same machine', async () => {
    const service = new Service()
    const { view } = openSheet(service, 1)
    await settle()
    service.down = true
    view.form.note = '甲'
    await settle()
    expect(keptCalls(localStorage, 2)).toEqual([])
  })
})
