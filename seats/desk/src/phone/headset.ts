/** Microphone and speakers: which are there, which were chosen at this machine, and why none can be had. */

export type MicrophoneFaultKind = 'insecure' | 'denied' | 'missing' | 'busy' | 'other'

export class MicrophoneFault extends Error {
  constructor(readonly kind: MicrophoneFaultKind) {
    super(kind)
  }
}

export interface Devices {
  microphones: MediaDeviceInfo[]
  speakers: MediaDeviceInfo[]
}

/** Device ids; empty: the system's own choice. */
export interface Headset {
  microphone: string
  speaker: string
  /** Where it rings besides the headset; empty: nowhere. */
  ringer: string
  /** When each pair of devices was last heard to work, by `pairKey`. */
  checked: Record<string, string>
}

const KEPT = 'hotline.headset'
const PROCESSING = { echoCancellation: true, noiseSuppression: true, autoGainControl: true }

export function keptHeadset(store: Storage = localStorage): Headset {
  const blank: Headset = { microphone: '', speaker: '', ringer: '', checked: {} }
  try {
    return { ...blank, ...(JSON.parse(store.getItem(KEPT) ?? '{}') as Partial<Headset>) }
  } catch {
    return blank
  }
}

export function keepHeadset(headset: Headset, store: Storage = localStorage): void {
  store.setItem(KEPT, JSON.stringify(headset))
}

export const pairKey = (headset: Headset): string => `${headset.microphone}|${headset.speaker}`

export const isChecked = (headset: Headset): boolean => pairKey(headset) in headset.checked

/** Raises MicrophoneFault. A chosen device that was unplugged is replaced by the system's own. */
export async function openMicrophone(chosen: string): Promise<MediaStream> {
  // Browsers hide the microphone from pages that came unprotected over a network.
  if (!navigator.mediaDevices?.getUserMedia) throw new MicrophoneFault('insecure')
  try {
    return await capture(chosen)
  } catch (error) {
    const kind = faultKind(error)
    if (kind === 'missing' && chosen) return await openMicrophone('')
    throw new MicrophoneFault(kind)
  }
}

function capture(chosen: string): Promise<MediaStream> {
  const audio = chosen ? { ...PROCESSING, deviceId: { exact: chosen } } : PROCESSING
  return navigator.mediaDevices.getUserMedia({ audio, video: false })
}

export function faultKind(error: unknown): MicrophoneFaultKind {
  const name = error instanceof DOMException || error instanceof Error ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing'
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'other'
}

/** Names are empty until the microphone was allowed once. */
export async function devices(): Promise<Devices> {
  const all = await navigator.mediaDevices.enumerateDevices()
  const real = all.filter((one) => one.deviceId && one.deviceId !== 'default' && one.deviceId !== 'communications')
  return {
    microphones: real.filter((one) => one.kind === 'audioinput'),
    speakers: real.filter((one) => one.kind === 'audiooutput'),
  }
}
