/** What the softphone needs of a SIP stack: JsSIP is behind it (`jssip.ts`), a script in the tests. */

export interface Account {
  endpoint: string
  password: string
  /** Path of the WebSocket at our own service. */
  ws: string
  realm: string
}

export interface SipCall {
  answer(microphone: MediaStream): void
  end(): void
  mute(on: boolean): void
  /** Sends this from now on in place of what was sent before; muted stays muted. */
  speak(microphone: MediaStream): void
  /** Tells the exchange our new address after the line was lost; ends the call when it is over there. */
  refresh(): void
}

export interface SipListener {
  registered(): void
  /** The stack comes back by itself. */
  lost(): void
  /** The exchange does not take the account. */
  refused(): void
  /** For good: another page has the phone of this seat, or the person left it. */
  away(): void
  rings(call: SipCall): void
  sound(call: SipCall, sound: MediaStream): void
  /** The other side took our call. */
  taken(call: SipCall): void
  ended(call: SipCall): void
}

export interface SipStack {
  start(): void
  /** Without a word to the exchange: a call that is on is the server's to keep. */
  stop(): void
  register(): void
  /** Another seat, by its number. */
  call(number: string, microphone: MediaStream): SipCall
}

export type MakeSip = (account: Account, tell: SipListener) => SipStack
