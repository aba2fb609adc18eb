/** One open form: saved while one types, kept on this machine until the service has it, merged when it was
 * changed elsewhere. Nothing typed is lost by a closed line, a crash or a second tab. */
import { ApiFault } from '../api'
import { texts } from '../texts'
import type { Draft, Form } from '../types'
import { completed, copied, emptyForm, merge, same } from './form'

export type SheetState = 'loading' | 'clean' | 'typing' | 'saving' | 'waiting' | 'refused'

export interface SheetView {
  form: Form
  state: SheetState
  version: number
  savedAt: number | null
  /** Wrapped up: changes stay on this machine until they are sent as an amendment. */
  locked: boolean
  /** For the person: restored, merged, conflict, refused. */
  notice: string
}

interface Kept {
  form: Form
  base: Form
  version: number
}

export interface Backstage {
  save: (version: number, form: Form) => Promise<{ version: number; told_at?: string | null }>
  load: () => Promise<{ version: number; form: Form | null; draft: Draft | null; accepted?: unknown }>
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  now: () => number
}

const AFTER_LAST_KEY_MS = 700
const AT_LATEST_MS = 1_800
const LONGEST_PAUSE_MS = 10_000
const PREFIX = 'hotline:form:'

/** Forms of a person that this machine still holds. */
export function keptCalls(storage: Storage, person: number): string[] {
  const prefix = `${PREFIX}${person}:`
  return Object.keys(storage)
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length))
}

export class Sheet {
  private base: Form = emptyForm()
  private timer: ReturnType<typeof setTimeout> | undefined
  private firstChange = 0
  private failures = 0
  private running: Promise<void> | null = null
  private loaded = false

  /** `view` is made reactive by who shows it. */
  constructor(
    readonly view: SheetView,
    private readonly key: string,
    private readonly back: Backstage,
  ) {}

  static key(person: number, callId: string): string {
    return `${PREFIX}${person}:${callId}`
  }

  static blank(): SheetView {
    return { form: emptyForm(), state: 'loading', version: 0, savedAt: null, locked: false, notice: '' }
  }

  /** The form of the service, with what this machine still holds on top. */
  async open(): Promise<void> {
    const kept = this.kept()
    if (kept) this.restore(kept)
    try {
      const { version, form, accepted } = await this.back.load()
      this.meet(version, completed(form))
      this.loaded = true
      this.view.locked = Boolean(accepted)
      this.view.state = 'clean'
      if (this.dirty) this.changed()
      else this.back.storage.removeItem(this.key)
    } catch (fault) {
      this.failed(fault, () => void this.open())
    }
  }

  /** To be called after each change of `view.form`. */
  changed(): void {
    if (!this.dirty) {
      if (this.loaded && this.view.state === 'typing') this.settle()
      return
    }
    this.keep()
    if (!this.loaded || this.view.locked) return
    const now = this.back.now()
    if (this.view.state !== 'typing') this.firstChange = now
    if (this.view.state !== 'saving') this.view.state = 'typing'
    const wait = Math.min(AFTER_LAST_KEY_MS, this.firstChange + AT_LATEST_MS - now)
    this.later(Math.max(0, wait), () => void this.flush())
  }

  /** The form was saved elsewhere as `version`. */
  async newer(version: number): Promise<void> {
    if (!this.loaded || version <= this.view.version || this.running) return
    try {
      const found = await this.back.load()
      if (found.version > this.view.version) this.meet(found.version, completed(found.form))
      if (this.dirty) this.changed()
    } catch {
      // The next save finds out.
    }
  }

  /** Saves now what is not saved. */
  async flush(): Promise<void> {
    clearTimeout(this.timer)
    if (this.running) await this.running
    if (!this.loaded || !this.dirty || this.view.locked) return
    this.running = this.save()
    await this.running
    this.running = null
    if (this.dirty && this.view.state === 'clean') this.changed()
  }

  close(): void {
    void this.flush()
  }

  /** It was wrapped up as it was saved, or amended to `form`. */
  lock(version: number, form?: Form): void {
    clearTimeout(this.timer)
    this.view.locked = true
    if (form) this.base = copied(form)
    this.view.version = Math.max(version, this.view.version)
    if (this.dirty) this.keep()
    else this.back.storage.removeItem(this.key)
  }

  /** Wrapped up elsewhere: what was typed here since then stays as an amendment that is not sent. */
  adopt(version: number, theirs: Form): void {
    clearTimeout(this.timer)
    this.meet(version, theirs)
    this.view.locked = true
    if (this.view.state !== 'loading') this.view.state = 'clean'
  }

  /** Back to what the service has. */
  revert(): void {
    Object.assign(this.view.form, copied(this.base))
    this.back.storage.removeItem(this.key)
  }

  /** 回避: nothing of it stays on this machine. */
  forget(): void {
    clearTimeout(this.timer)
    this.base = emptyForm()
    Object.assign(this.view, { ...Sheet.blank(), locked: true, state: 'clean' })
    this.back.storage.removeItem(this.key)
  }

  /** Typed here and not at the service. */
  get dirty(): boolean {
    return !same(this.view.form, this.base)
  }

  private async save(): Promise<void> {
    const sent = copied(this.view.form)
    this.view.state = 'saving'
    try {
      const { version, told_at } = await this.back.save(this.view.version, sent)
      this.base = sent
      this.takeTime(told_at)
      this.view.version = version
      this.settle()
    } catch (fault) {
      if (fault instanceof ApiFault && fault.status === 409) this.mergeNewer(fault)
      else this.failed(fault, () => void this.flush())
    }
  }

  /** The service says when it was told. */
  private takeTime(told: string | null | undefined): void {
    if (told === undefined) return
    this.base.told_at = told
    this.view.form.told_at = told
  }

  private settle(): void {
    this.failures = 0
    this.view.state = 'clean'
    this.view.savedAt = this.back.now()
    if (this.dirty) this.keep()
    else this.back.storage.removeItem(this.key)
  }

  private mergeNewer(fault: ApiFault): void {
    this.meet(Number(fault.body.version), completed(fault.body.form as Partial<Form> | null))
    this.view.state = 'clean'
    this.later(0, () => void this.flush())
  }

  /** Takes over what is newer without touching what was typed here. */
  private meet(version: number, theirs: Form): void {
    const { form, conflicts } = merge(this.base, copied(this.view.form), theirs)
    const mine = this.dirty
    if (conflicts.length > 0) {
      const names = conflicts.map((key) => (texts.fields as Record<string, string>)[key] ?? key)
      this.view.notice = texts.conflict(names.join('、'))
    } else if (mine && this.loaded) this.view.notice = texts.merged
    this.base = copied(theirs)
    this.view.version = version
    Object.assign(this.view.form, form)
  }

  private failed(fault: unknown, again: () => void): void {
    const refused = fault instanceof ApiFault && [403, 413, 422, 423].includes(fault.status)
    if (this.dirty) this.keep()
    if (refused) {
      this.view.state = 'refused'
      this.view.notice = texts.refused(fault.message)
      return
    }
    // A call may ring before its row is written: nothing is lost while nothing was typed.
    this.view.state = this.dirty ? 'waiting' : 'loading'
    this.failures += 1
    this.later(Math.min(500 * 2 ** this.failures, LONGEST_PAUSE_MS), again)
  }

  private later(ms: number, what: () => void): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(what, ms)
  }

  private restore(kept: Kept): void {
    this.base = completed(kept.base)
    this.view.version = kept.version
    Object.assign(this.view.form, completed(kept.form))
    this.view.notice = texts.restored
  }

  private keep(): void {
    const kept: Kept = { form: this.view.form, base: this.base, version: this.view.version }
    try {
      this.back.storage.setItem(this.key, JSON.stringify(kept))
    } catch {
      // The browser's store is full: the service still gets it.
    }
  }

  private kept(): Kept | null {
    try {
      return JSON.parse(this.back.storage.getItem(this.key) ?? 'null') as Kept | null
    } catch {
      return null
    }
  }
}
