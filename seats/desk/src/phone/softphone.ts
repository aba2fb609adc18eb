/** The telephone in the browser as a machine of states, without screen and without SIP. */
import type { Account, MakeSip, SipCall, SipStack } from './sip'

export type PhoneLine = 'off' | 'connecting' | 'registered' | 'lost' | 'refused' | 'taken'
export type PhoneCall = 'none' | 'ringing' | 'answering' | 'calling' | 'talking'

export interface PhoneView {
  line: PhoneLine
  call: PhoneCall
  muted: boolean
  /** Why the call could not be answered; a code of `headset.ts`. */
  fault: string
}

export interface PhoneParts {
  account: () => Promise<Account>
  /** Loaded when it is needed: a desk with a phone on the table never does. */
  stack: () => Promise<MakeSip>
  microphone: () => Promise<MediaStream>
  /** What the other side says; null: silence. */
  play: (sound: MediaStream | null) => void
  tell: (view: PhoneView) => void
  random?: () => number
}

export const NO_PHONE: PhoneView = { line: 'off', call: 'none', muted: false, fault: '' }
const FIRST_PAUSE_MS = 1000
const LONGEST_PAUSE_MS = 20_000
/** The exchange rings a seat that asked for its call back about so long. */
const EXPECTED_MS = 20_000
const PLUGGED_IN_AFTER_MS = 1000

export class Softphone {
  private view = NO_PHONE
  private stack: SipStack | null = null
  private call: SipCall | null = null
  private sound: MediaStream | null = null
  private again: number | undefined
  private tries = 0
  /** Answer what is about to ring: the service told of it before the exchange reached us. */
  private eager = false
  private expectedUntil = 0
  /** Counts the starts: an answer to a former one is nobody's. */
  private turn = 0

  constructor(private readonly parts: PhoneParts) {}

  start(): void {
    if (this.view.line === 'off') void this.connect()
  }

  /** Back from another page or machine. */
  takeBack(): void {
    if (this.view.line === 'taken' && !this.call) void this.connect()
  }

  /** Does not end a call at the exchange. */
  stop(): void {
    this.turn += 1
    window.clearTimeout(this.again)
    this.stack?.stop()
    this.stack = null
    if (this.call) this.ended(this.call)
    this.show({ line: 'off' })
  }

  async answer(): Promise<void> {
    const call = this.call
    this.eager = !call
    if (!call || this.view.call !== 'ringing') return
    this.show({ call: 'answering', fault: '' })
    try {
      this.take(call, await this.parts.microphone())
    } catch (error) {
      // It rings on: the operator can put the headset right and answer then.
      if (this.call === call) this.show({ call: 'ringing', fault: error instanceof Error ? error.message : '' })
    }
  }

  /** It rings no more at the exchange: a key pressed for that call is not for the next one. */
  quiet(): void {
    this.eager = false
  }

  /** What rings next was asked for here: it is answered without a key. */
  expect(): void {
    this.expectedUntil = Date.now() + EXPECTED_MS
  }

  /** Calls another seat. */
  async dial(number: string): Promise<void> {
    if (this.call || !this.stack) return
    this.show({ call: 'calling', fault: '' })
    try {
      this.dialled(number, await this.parts.microphone())
    } catch (error) {
      this.show({ call: 'none', fault: error instanceof Error ? error.message : '' })
    }
  }

  mute(on: boolean): void {
    if (this.view.call !== 'talking') return
    this.call?.mute(on)
    this.show({ muted: on })
  }

  hangUp(): void {
    this.call?.end()
  }

  /** The service says that no call is at the seat. With the line lost, its end cannot be heard here. */
  overAtTheExchange(): void {
    if (this.call && this.view.line !== 'registered') this.call.end()
  }

  private async connect(): Promise<void> {
    const turn = ++this.turn
    this.show({ line: 'connecting' })
    try {
      const [make, account] = await Promise.all([this.parts.stack(), this.parts.account()])
      if (turn === this.turn) this.connected(make, account)
    } catch {
      if (turn === this.turn) this.later(() => void this.connect())
    }
  }

  private connected(make: MakeSip, account: Account): void {
    this.stack = make(account, {
      registered: () => this.registered(),
      lost: () => this.show({ line: 'lost' }),
      refused: () => this.refused(),
      away: () => this.show({ line: 'taken' }),
      rings: (call) => this.rings(call),
      taken: (call) => call === this.call && this.show({ call: 'talking' }),
      sound: (call, sound) => call === this.call && this.parts.play(sound),
      ended: (call) => this.ended(call),
    })
    this.stack.start()
  }

  private registered(): void {
    const back = this.view.line === 'lost'
    this.tries = 0
    this.show({ line: 'registered' })
    if (back && this.view.call === 'talking') this.call?.refresh()
  }

  /** The password may be another one by now. In a call the stack is kept: with it would go the sound. */
  private refused(): void {
    this.show({ line: 'refused' })
    this.later(() => {
      if (this.call) return this.stack?.register()
      this.stack?.stop()
      void this.connect()
    })
  }

  private later(what: () => void): void {
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** this.tries, LONGEST_PAUSE_MS)
    this.tries += 1
    window.clearTimeout(this.again)
    // Spread out, so that 422 phones do not knock in the same moment.
    this.again = window.setTimeout(what, pause * (0.5 + (this.parts.random ?? Math.random)()))
  }

  private rings(call: SipCall): void {
    if (this.call || this.view.call === 'calling') return call.end()
    this.call = call
    this.show({ call: 'ringing', muted: false, fault: '' })
    const expected = this.eager || Date.now() < this.expectedUntil
    this.expectedUntil = 0
    if (expected) void this.answer()
  }

  private dialled(number: string, microphone: MediaStream): void {
    if (!this.stack) return release(microphone)
    this.use(microphone)
    this.call = this.stack.call(number, microphone)
  }

  private take(call: SipCall, microphone: MediaStream): void {
    if (this.call !== call) return release(microphone)
    this.use(microphone)
    call.answer(microphone)
    this.show({ call: 'talking' })
  }

  private use(microphone: MediaStream): void {
    this.sound = microphone
    // Of one that is pulled out; one that we stop does not say so.
    microphone.getTracks().forEach((track) => track.addEventListener('ended', () => this.unplugged(microphone)))
  }

  private unplugged(microphone: MediaStream): void {
    if (!this.call || microphone !== this.sound) return
    this.show({ fault: 'unplugged' })
    void this.plugIn(this.call)
  }

  /** The same one again, or the system's own, as soon as there is any. */
  private async plugIn(call: SipCall): Promise<void> {
    const microphone = await this.parts.microphone().catch(() => null)
    if (call !== this.call) return release(microphone)
    if (!microphone) {
      window.setTimeout(() => void this.plugIn(call), PLUGGED_IN_AFTER_MS)
      return
    }
    release(this.sound)
    this.use(microphone)
    call.speak(microphone)
    this.show({ fault: '' })
  }

  private ended(call: SipCall): void {
    if (call !== this.call) return
    release(this.sound)
    this.call = this.sound = null
    this.parts.play(null)
    this.show({ call: 'none', muted: false, fault: '' })
  }

  private show(change: Partial<PhoneView>): void {
    this.view = { ...this.view, ...change }
    this.parts.tell(this.view)
  }
}

function release(sound: MediaStream | null): void {
  sound?.getTracks().forEach((track) => track.stop())
}
