/** Makes a ringing phone heard and seen, also from a hidden tab. */
import { onUnmounted, ref, watch, type Ref } from 'vue'
import { texts } from '../texts'
import { flash, notify } from './notice'
import { Ringer } from './ringer'

export interface Ringing {
  unit: string
  caller: string
}

export function useAlarm(ringing: Ref<Ringing | null>, speakers: () => string[]) {
  const ringer = new Ringer()
  /** The browser keeps the page silent until somebody touches it. */
  const silent = ref(false)
  let seen: (() => void)[] = []

  function stop(): void {
    ringer.stop()
    for (const end of seen.splice(0)) end()
  }

  function ring({ unit, caller }: Ringing): void {
    stop()
    void ringer.ring(speakers()).then((heard) => (silent.value = !heard))
    seen = [flash(`${texts.ringingTitle}${caller}`)]
    if (!document.hasFocus()) seen.push(notify(texts.phone.notifyTitle, texts.phone.notifyBody(unit)))
  }

  function touched(): void {
    void ringer.unlock().then((heard) => (silent.value = !heard))
  }

  watch(() => ringing.value !== null, () => (ringing.value ? ring(ringing.value) : stop()), { immediate: true })
  for (const touch of ['pointerdown', 'keydown']) window.addEventListener(touch, touched, { once: true })
  onUnmounted(() => {
    for (const touch of ['pointerdown', 'keydown']) window.removeEventListener(touch, touched)
    stop()
    ringer.close()
  })
  return { silent, tryIt: () => ringer.ring(speakers()), stop: () => ringer.stop() }
}
