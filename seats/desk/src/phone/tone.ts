/** The ring tone: two soft notes, twice, then a rest. Made here, so that no file has to be there. */

const REST_S = 3
/** Start in seconds, and pitch in hertz. */
const NOTES = [
  [0, 784],
  [0.16, 988],
  [0.55, 784],
  [0.71, 988],
] as const
const NOTE_S = 0.5
const LOUDNESS = 0.32

/** What one hears while a phone rings elsewhere (GB/T 3380: 450 Hz, a second in five). */
export function ringbackWave(rate: number): Float32Array<ArrayBuffer> {
  const wave = new Float32Array(rate * 5)
  for (let n = 0; n < rate; n += 1) wave[n] = 0.12 * Math.sin((2 * Math.PI * 450 * n) / rate)
  return wave
}

export function ringWave(rate: number): Float32Array<ArrayBuffer> {
  const wave = new Float32Array(Math.round(rate * REST_S))
  for (const [start, pitch] of NOTES) strike(wave, rate, start, pitch)
  return wave
}

/** Like a wooden bar: a fundamental and a short fourth partial, both dying away. */
function strike(wave: Float32Array, rate: number, start: number, pitch: number): void {
  const first = Math.round(start * rate)
  for (let n = 0; n < NOTE_S * rate && first + n < wave.length; n += 1) {
    const t = n / rate
    const body = Math.sin(2 * Math.PI * pitch * t) * Math.exp(-7 * t)
    const knock = 0.25 * Math.sin(8 * Math.PI * pitch * t) * Math.exp(-28 * t)
    const attack = Math.min(1, t / 0.004)
    wave[first + n] = (wave[first + n] ?? 0) + LOUDNESS * attack * (body + knock)
  }
}
