import { describe, expect, it } from 'vitest'
import { LONGEST_MS, Meter, type Sample } from '../src/latency/meter'

/** The desk's clock is an hour behind the service's; a frame takes 12 ms, a way across the network 20 ms. */
function stage(answer?: () => Promise<string>) {
  const HOUR = 3_600_000
  const world = { now: 1_000_000_000_000, hidden: false, sent: [] as Sample[][], frames: [] as (() => void)[] }
  const there = (ms = world.now) => new Date(ms + HOUR).toISOString()
  const meter = new Meter({
    now: () => world.now,
    hidden: () => world.hidden,
    painted: (then) => world.frames.push(then),
    send: async (samples) => {
      world.sent.push(samples)
      world.now += 20
      const at = there()
      world.now += 20
      return answer ? answer() : Promise.resolve(at)
    },
  })
  const frame = () => {
    world.now += 12
    world.frames.splice(0).forEach((then) => then())
  }
  return { world, meter, there, frame }
}

describe('the meter of a desk', () => {
  it('measures from the event to the screen, whatever the clock of the desk says', async () => {
    const { world, meter, there, frame } = stage()
    await meter.tell()
    meter.heard(there(world.now - 20))
    frame()
    await meter.tell()
    expect(world.sent[1]).toEqual([{ whole: 32, paint: 12 }])
  })

  it('says nothing before it knows the time of the service, and nothing of a hidden page', async () => {
    const { world, meter, there, frame } = stage()
    meter.heard(there())
    meter.snapshot(there())
    world.hidden = true
    meter.heard(there())
    world.hidden = false
    meter.heard(there())
    world.hidden = true
    frame()
    await meter.tell()
    expect(world.sent).toEqual([[]])
  })

  it('bounds what it tells, and is not lost with a service that is away', async () => {
    const { world, meter, there, frame } = stage(() => Promise.reject(new Error('away')))
    meter.snapshot(there())
    for (let n = 0; n < 500; n++) meter.heard(there(world.now - 10 * LONGEST_MS))
    meter.heard('nonsense')
    frame()
    await meter.tell()
    expect(world.sent[0]).toHaveLength(200)
    expect(world.sent[0]?.[0]).toEqual({ whole: LONGEST_MS, paint: 12 })
    await meter.tell()
    expect(world.sent[1]).toEqual([])
  })
})
