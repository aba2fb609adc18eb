/** Rings until told to stop. One looped sound and no timer: a hidden tab would slow a timer down to a ring a minute. */
import { ringWave } from './tone'

export class Ringer {
  constructor(private readonly wave: (rate: number) => Float32Array<ArrayBuffer> = ringWave) {}

  private context: AudioContext | null = null
  private source: AudioBufferSourceNode | null = null
  private players: HTMLAudioElement[] = []

  /** Browsers keep a page silent until it was touched once; whether it may be heard by now. */
  async unlock(): Promise<boolean> {
    this.context ??= new AudioContext()
    if (this.context.state === 'suspended') await Promise.race([this.context.resume(), pause()])
    return this.context.state === 'running'
  }

  /** At each of the speakers (device ids, empty: the system's own); whether it can be heard. */
  async ring(speakers: string[]): Promise<boolean> {
    this.stop()
    const context = (this.context ??= new AudioContext())
    const out = context.createMediaStreamDestination()
    this.source = this.looped(context)
    this.source.connect(out)
    this.source.start()
    this.players = [...new Set(speakers)].map((speaker) => player(out.stream, speaker))
    return await this.unlock()
  }

  stop(): void {
    this.source?.stop()
    this.source = null
    for (const one of this.players) one.srcObject = null
    this.players = []
  }

  close(): void {
    this.stop()
    void this.context?.close()
    this.context = null
  }

  private looped(context: AudioContext): AudioBufferSourceNode {
    const wave = this.wave(context.sampleRate)
    const buffer = context.createBuffer(1, wave.length, context.sampleRate)
    buffer.copyToChannel(wave, 0)
    const source = context.createBufferSource()
    source.buffer = buffer
    source.loop = true
    return source
  }
}

/** A resume that nobody allowed never ends. */
const pause = () => new Promise((done) => window.setTimeout(done, 200))

export function player(sound: MediaStream, speaker: string): HTMLAudioElement {
  const audio = new Audio()
  audio.srcObject = sound
  // A speaker that was unplugged: then it is heard at the system's own.
  void toSpeaker(audio, speaker).then(() => audio.play()).catch(() => undefined)
  return audio
}

export async function toSpeaker(audio: HTMLAudioElement, speaker: string): Promise<void> {
  if (speaker && 'setSinkId' in audio) await audio.setSinkId(speaker).catch(() => undefined)
}
