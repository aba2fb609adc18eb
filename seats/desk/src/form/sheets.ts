/** The sheet of the call that is open, and what this machine still keeps of others. */
import { onUnmounted, reactive, ref, shallowRef, watch, type Ref } from 'vue'
import { api } from '../api'
import type { CallFile, Form } from '../types'
import { texts } from '../texts'
import { disk } from './disk'
import { emptyForm } from './form'
import { keptCalls, Sheet, type SheetView } from './sheet'

function makeSheet(person: number, callId: string, view: SheetView, found: (file: CallFile) => void): Sheet {
  return new Sheet(view, Sheet.key(person, callId), {
    load: async () => {
      const file = await api.call(callId)
      found(file)
      return { ...file.registration, form: file.registration.form ?? begun(file) }
    },
    save: (version, form) => api.save(callId, version, form),
    storage: disk,
    now: () => Date.now(),
  })
}

/** A message that was left came by another channel than a call that was answered. */
function begun(file: CallFile): Form | null {
  return file.call.outcome === 'message' ? { ...emptyForm(), channel: texts.messageChannel } : null
}

/** What a crash or a closed line left here of other calls goes to the service. */
export function submitKept(person: number, except: string): void {
  for (const callId of keptCalls(localStorage, person).filter((one) => one !== except)) {
    void makeSheet(person, callId, Sheet.blank(), () => undefined).open()
  }
}

export function useSheet(person: number, callId: Ref<string>) {
  const file = shallowRef<CallFile | null>(null)
  const sheet = shallowRef<Sheet | null>(null)
  const view = ref<SheetView>(Sheet.blank())
  let stop: () => void = () => undefined

  function open(id: string): void {
    shut()
    if (!id) return
    const fresh = reactive(Sheet.blank())
    view.value = fresh
    const made = makeSheet(person, id, fresh, (found) => {
      if (callId.value === id) file.value = found
    })
    sheet.value = made
    stop = watch(() => fresh.form, () => made.changed(), { deep: true })
    void made.open()
  }

  function shut(): void {
    stop()
    sheet.value?.close()
    sheet.value = null
    file.value = null
  }

  watch(callId, open, { immediate: true })
  onUnmounted(shut)
  return { file, sheet, view }
}
