import { describe, expect, it } from 'vitest'
import { loudness } from '../src/phone/sound'
import { ringWave } from '../src/phone/tone'

describe('the ring tone', () => {
  const wave = ringWave(48_000)

  it('is loud enough to be heard and never overdriven', () => {
    const peak = wave.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
    expect(peak).toBeGreaterThan(0.25)
    expect(peak).toBeLessThan(1)
  })

  it('can be looped without a click: it ends in silence', () => {
    expect(Math.abs(wave.at(-1) ?? 1)).toBe(0)
    expect(loudness(wave.slice(-24_000))).toBe(0)
  })
})

describe('the level', () => {
  const tone = (loud: number) => Float32Array.from({ length: 480 }, (_, n) => loud * Math.sin(n / 3))

  it('goes from silence to full scale as the ear does', () => {
    expect(loudness(new Float32Array(480))).toBe(0)
    expect(loudness(tone(0.01))).toBeGreaterThan(0.2)
    expect(loudness(tone(1))).toBeGreaterThan(0.9)
    expect(loudness(tone(0.1)) - loudness(tone(0.01))).toBeCloseTo(20 / 60, 1)
  })
})
