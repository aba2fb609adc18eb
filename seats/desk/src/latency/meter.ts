/** How long this desk takes from an event at the service to its painted screen. Measured here, told in batches. */
export interface Sample {
  whole: number
  paint: number
}

interface Surroundings {
  /** Milliseconds that nothing but time moves: someone may set the clock of the desk. */
  now: () => number
  /** Runs `then` once what was changed is on the screen. */
  painted: (then: () => void) => void
  hidden: () => boolean
  /** Tells the service and answers with its time; rejects when it was not reached. */
  send: (samples: Sample[]) => Promise<string>
}

const MOST = 200
export const LONGEST_MS = 60_000

export class Meter {
  private waiting: Sample[] = []
  /** How far the service's clock is ahead, and the round trip that told so: the shortest is the truest. */
  private ahead: number | null = null
  private trip = Infinity

  constructor(private readonly around: Surroundings) {}

  /** Before the first round trip, a snapshot says roughly what time it is there. */
  snapshot(at: string): void {
    this.ahead ??= Date.parse(at) - this.around.now()
  }

  heard(at: string): void {
    const { now, painted, hidden } = this.around
    const received = now()
    if (hidden() || this.ahead === null) return
    const way = received + this.ahead - Date.parse(at)
    painted(() => {
      // A page that was hidden meanwhile is not painted: that is not slow.
      if (!hidden()) this.keep(way, now() - received)
    })
  }

  async tell(): Promise<void> {
    const samples = this.waiting
    this.waiting = []
    const sent = this.around.now()
    try {
      this.set(await this.around.send(samples), sent, this.around.now())
    } catch {
      // Measures of a bad minute are not worth a second try.
    }
  }

  private keep(way: number, paint: number): void {
    if (this.waiting.length >= MOST || Number.isNaN(way)) return
    const whole = Math.max(way, 0) + paint
    this.waiting.push({ whole: bounded(whole), paint: bounded(paint) })
  }

  private set(there: string, sent: number, received: number): void {
    const trip = received - sent
    if (trip > this.trip) return
    this.trip = trip
    this.ahead = Date.parse(there) - (sent + received) / 2
  }
}

const bounded = (ms: number) => Math.min(Math.max(Math.round(ms), 0), LONGEST_MS)
