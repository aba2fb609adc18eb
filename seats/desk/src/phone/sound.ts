/** Sound in and out for the headset check: how loud it is, and what one said, played back. */
import { player } from './ringer'

/** What people take for silence, in decibels below full scale. */
const FLOOR_DB = -60
const ROOM_S = 0.2

/** 0 (silence) to 1 (full scale), as loud as it seems. */
export function loudness(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length)
  const db = 10 * Math.log10(Math.max(power, 1e-10))
  return Math.min(1, Math.max(0, 1 - db / FLOOR_DB))
}

/** Tells how loud the microphone is with each frame that is painted, until the function it returns is called. */
export function meter(context: AudioContext, sound: MediaStream, tell: (level: number) => void): () => void {
  const source = context.createMediaStreamSource(sound)
  const analyser = context.createAnalyser()
  const samples = new Float32Array(analyser.fftSize)
  let frame = 0
  function look(): void {
    analyser.getFloatTimeDomainData(samples)
    tell(loudness(samples))
    frame = window.requestAnimationFrame(look)
  }
  source.connect(analyser)
  look()
  return () => {
    window.cancelAnimationFrame(frame)
    source.disconnect()
  }
}

export async function recordFor(seconds: number, context: AudioContext, sound: MediaStream): Promise<AudioBuffer> {
  const pieces: Blob[] = []
  const recorder = new MediaRecorder(sound)
  recorder.ondataavailable = (event) => pieces.push(event.data)
  const stopped = new Promise((done) => (recorder.onstop = done))
  recorder.start()
  window.setTimeout(() => recorder.state === 'recording' && recorder.stop(), seconds * 1000)
  await stopped
  return await context.decodeAudioData(await new Blob(pieces, { type: recorder.mimeType }).arrayBuffer())
}

/** Until it has been heard to its end. */
export async function playAt(speaker: string, context: AudioContext, sound: AudioBuffer): Promise<void> {
  const out = context.createMediaStreamDestination()
  const source = context.createBufferSource()
  source.buffer = sound
  source.connect(out)
  const audio = player(out.stream, speaker)
  const ended = new Promise((done) => (source.onended = done))
  source.start(context.currentTime + ROOM_S)
  await ended
  audio.srcObject = null
}
