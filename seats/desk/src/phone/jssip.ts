/** JsSIP behind our small interface. Only loaded where the browser is the phone. */
import { UA, WebSocketInterface } from 'jssip'
import type { RTCSession } from 'jssip/lib/RTCSession'
import type { RTCSessionEvent } from 'jssip/lib/UA'
import type { Account, SipCall, SipListener, SipStack } from './sip'

const EXPIRES_S = 120
const BUSY = 486
const INCOMING = 'incoming'
const SOUND_ONLY = { audio: true, video: false }
/** Close codes of `seats/phone/relay.py` after which knocking again would only take the phone from the next one. */
const FOR_GOOD = [4401, 4403, 4404, 4409]

export function makeSip(account: Account, tell: SipListener): SipStack {
  const ua = new UA({
    sockets: [new WebSocketInterface(address(account.ws))],
    uri: `sip:${account.endpoint}@${account.realm}`,
    password: account.password,
    register_expires: EXPIRES_S,
    connection_recovery_min_interval: 1,
    connection_recovery_max_interval: 10,
    // A refresh that falls into a lost line would end a call that goes on.
    session_timers: false,
    user_agent: 'hotline-desk',
  })
  let over = false
  ua.on('registered', () => tell.registered())
  ua.on('registrationFailed', () => ua.isConnected() && tell.refused())
  ua.on('disconnected', ({ code }) => {
    if (over) return
    if (!FOR_GOOD.includes(code ?? 0)) return tell.lost()
    stop()
    tell.away()
  })
  ua.on('newRTCSession', (event: RTCSessionEvent) => {
    if (event.originator === 'remote') tell.rings(follow(event.session, tell))
  })
  function stop(): void {
    over = true
    cut(ua)
  }
  function call(number: string, microphone: MediaStream): SipCall {
    const session = ua.call(`sip:${number}@${account.realm}`, { mediaStream: microphone, mediaConstraints: SOUND_ONLY })
    const ours = follow(session, tell)
    session.on('accepted', () => tell.taken(ours))
    // Already there when we call ourselves.
    listen(session.connection, (sound) => tell.sound(ours, sound))
    return ours
  }
  return { start: () => ua.start(), stop, register: () => ua.register(), call }
}

function follow(session: RTCSession, tell: SipListener): SipCall {
  const call = new JsSipCall(session)
  session.on('peerconnection', ({ peerconnection }) => listen(peerconnection, (sound) => tell.sound(call, sound)))
  session.on('ended', () => tell.ended(call))
  session.on('failed', () => tell.ended(call))
  return call
}

function listen(connection: RTCPeerConnection | null, heard: (sound: MediaStream) => void): void {
  connection?.addEventListener('track', (event) => heard(event.streams[0] ?? new MediaStream([event.track])))
}

class JsSipCall implements SipCall {
  constructor(private readonly session: RTCSession) {}

  answer(microphone: MediaStream): void {
    this.session.answer({ mediaStream: microphone, mediaConstraints: SOUND_ONLY })
  }

  end(): void {
    if (this.session.isEnded()) return
    const asked = !this.session.isEstablished() && this.session.direction === INCOMING
    this.session.terminate(asked ? { status_code: BUSY } : {})
  }

  mute(on: boolean): void {
    if (on) this.session.mute({ audio: true })
    else this.session.unmute({ audio: true })
  }

  speak(microphone: MediaStream): void {
    const [track] = microphone.getAudioTracks()
    const sender = this.session.connection?.getSenders().find((one) => one.track?.kind === 'audio')
    if (!track || !sender) return
    track.enabled = !this.session.isMuted().audio
    void sender.replaceTrack(track)
  }

  refresh(): void {
    if (this.session.isEstablished()) this.session.renegotiate({})
  }
}

/** `UA.stop` would say goodbye to the exchange, and so hang up on the caller. */
function cut(ua: UA): void {
  const { _transport } = ua as unknown as { _transport: { disconnect(): void } }
  _transport.disconnect()
}

function address(path: string, place: Location = window.location): string {
  return `${place.protocol === 'https:' ? 'wss' : 'ws'}://${place.host}${path}`
}
