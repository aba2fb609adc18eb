/** Confirming and amending the registration of the call that is open. */
import { computed, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { ApiFault } from '../api'
import { completed, copied } from '../form/form'
import type { Sheet, SheetView } from '../form/sheet'
import { texts } from '../texts'
import type { Accepted, CallFile, Form } from '../types'
import { matterApi, type Dispositions, type Fault } from './api'

interface Open {
  callId: Ref<string>
  file: ShallowRef<CallFile | null>
  sheet: ShallowRef<Sheet | null>
  view: Ref<SheetView>
  /** Shows what is missing; the first gets the focus. */
  missing: (faults: Fault[]) => void
  /** 回避: it is the level above's now; with its number, when it was wrapped up here. */
  closed: (number: string | null) => void
}

export function useWrapUp({ callId, file, sheet, view, missing, closed }: Open) {
  const accepted = ref<Accepted | null>(null)
  const busy = ref(false)
  const amending = ref(false)
  const reason = ref('')
  const locked = computed(() => view.value.locked && !amending.value)

  watch(file, (found) => {
    accepted.value = found?.registration.accepted ?? null
  })
  watch(callId, () => {
    accepted.value = null
    amending.value = false
    reason.value = ''
  })
  // An amendment that a crash interrupted goes on where it was.
  watch(() => view.value.locked, (now) => {
    if (now && sheet.value?.dirty) {
      amending.value = true
      view.value.notice = texts.matter.amendKept
    }
  })

  async function attempt(what: () => Promise<void>): Promise<void> {
    if (busy.value) return
    busy.value = true
    missing([])
    try {
      await what()
    } catch (fault) {
      tell(fault)
    } finally {
      busy.value = false
    }
  }

  function tell(fault: unknown): void {
    if (!(fault instanceof ApiFault)) throw fault
    const faults = fault.body.faults as Fault[] | undefined
    if (fault.status === 422 && faults) missing(faults)
    else if (fault.status === 409) newer(fault)
    else view.value.notice = fault.status === 0 || fault.status >= 500 ? texts.matter.confirmLost : fault.message
  }

  function newer(fault: ApiFault): void {
    view.value.notice = amending.value ? fault.message : texts.matter.newerForm
    if (!amending.value) void sheet.value?.newer(Number(fault.body.version))
  }

  const confirm = () => attempt(async () => {
    const [id, open] = [callId.value, sheet.value]
    if (!open || view.value.locked) return
    await open.flush()
    if (open.dirty) {
      view.value.notice = texts.matter.notSavedYet
      return
    }
    const done = await matterApi.confirm(id, view.value.version)
    if (callId.value === id) took(done, view.value.version)
  })

  const amend = () => attempt(async () => {
    const [id, form] = [callId.value, copied(view.value.form)]
    const done = await matterApi.amend(id, accepted.value?.versions ?? 1, reason.value, form)
    if (callId.value !== id) return
    took(done, view.value.version + 1, form)
    amending.value = !done.closed && (sheet.value?.dirty ?? false)
    reason.value = ''
  })

  function took(done: Accepted, version: number, form?: Form): void {
    if (done.closed) {
      letGo(done.number)
      return
    }
    accepted.value = done
    sheet.value?.lock(version, form)
  }

  function giveUp(): void {
    sheet.value?.revert()
    amending.value = false
    reason.value = ''
    missing([])
  }

  function letGo(number: string | null): void {
    sheet.value?.forget()
    amending.value = false
    reason.value = ''
    closed(number)
  }

  /** It was wrapped up or amended elsewhere; not to be seen any more: it complains of the own unit. */
  function elsewhere(found: CallFile | null): void {
    if (busy.value) return
    if (!found) {
      letGo(null)
      return
    }
    if (!found.registration.accepted) return
    const mine = amending.value
    accepted.value = found.registration.accepted
    if (!mine) sheet.value?.adopt(found.registration.version, completed(found.registration.form))
  }

  return { accepted, busy, amending, reason, locked, confirm, amend, giveUp, elsewhere }
}

/** What can be chosen; read once. */
const dispositions = shallowRef<Dispositions>({ version: 0, offered: [] })
let asked: Promise<void> | null = null

export function useDispositions(): ShallowRef<Dispositions> {
  asked ??= matterApi.dispositions().then((found) => {
    dispositions.value = found
  }, () => {
    asked = null
  })
  return dispositions
}

export const registers = (known: Dispositions, form: Form): boolean =>
  known.offered.find((one) => one.name === form.disposition)?.registers ?? true
