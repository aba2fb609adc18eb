/** The WebSocket to the service: reconnects by itself, and asks for a new snapshot when it missed something. */
export type LineState = 'connecting' | 'open' | 'lost' | 'signed_out' | 'no_rights'

const SIGNED_OUT = 4401
const NO_RIGHTS = 4403
/** The service speaks every 15 s. */
const SILENCE_MS = 40_000
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 10_000

/** Each message has the next number; a snapshot may begin anywhere. */
interface Numbered {
  seq: number
  type: string
}

interface Listener<M> {
  message: (message: M) => void
  state: (state: LineState) => void
}

export class Line<M extends Numbered> {
  private socket: WebSocket | null = null
  private seq = 0
  private tries = 0
  private again: number | undefined
  private silence: number | undefined

  constructor(
    private readonly address: string,
    private readonly tell: Listener<M>,
    private readonly random: () => number = Math.random,
  ) {}

  open(): void {
    this.stop()
    this.seq = 0
    const socket = new WebSocket(this.address)
    this.socket = socket
    socket.onmessage = (event: MessageEvent<string>) => this.heard(JSON.parse(event.data) as M)
    socket.onclose = (event) => this.closed(event.code)
    this.listenForSilence()
  }

  /** Does not come back by itself. */
  close(): void {
    this.stop()
    window.clearTimeout(this.again)
  }

  private heard(message: M): void {
    this.listenForSilence()
    if (message.type !== 'snapshot' && message.seq !== this.seq + 1) {
      this.open()
      return
    }
    this.seq = message.seq
    if (message.type === 'snapshot') {
      this.tries = 0
      this.tell.state('open')
    }
    this.tell.message(message)
  }

  private closed(code: number): void {
    this.stop()
    if (code === SIGNED_OUT) this.tell.state('signed_out')
    else if (code === NO_RIGHTS) this.tell.state('no_rights')
    else this.comeBack()
  }

  private comeBack(): void {
    this.tell.state('lost')
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** this.tries, LONGEST_PAUSE_MS)
    this.tries += 1
    window.clearTimeout(this.again)
    // Spread out, so that 422 desks do not come back in the same moment.
    this.again = window.setTimeout(() => this.open(), pause * (0.5 + this.random()))
  }

  private listenForSilence(): void {
    window.clearTimeout(this.silence)
    this.silence = window.setTimeout(() => this.closed(0), SILENCE_MS)
  }

  private stop(): void {
    window.clearTimeout(this.silence)
    window.clearTimeout(this.again)
    if (!this.socket) return
    this.socket.onmessage = this.socket.onclose = null
    this.socket.close()
    this.socket = null
  }
}

export function deskAddress(place: Location = window.location): string {
  return address('/ws/desk', place)
}

export function address(path: string, place: Location = window.location): string {
  return `${place.protocol === 'https:' ? 'wss' : 'ws'}://${place.host}${path}`
}
