/** What the desk knows of its seat and call: a fold over the messages. Rules only: no network, no screen. */
import type { Draft, EarlierCall, LiveCall, Message, Ordered, Seat, TranscriptPart } from './types'

export interface History {
  calls: EarlierCall[]
  readable: boolean
}

export interface Notice {
  call_id: string
  number: string
}

export interface Picture {
  /** Milliseconds that the service's clock is ahead of ours. */
  clockAhead: number
  connected: boolean
  sitsAt: string
  seat: Seat | null
  call: LiveCall | null
  /** The call of ours that ended last: its form stays open in wrap-up. */
  ended: LiveCall | null
  histories: Record<string, History>
  drafts: Record<string, Draft>
  transcripts: Record<string, TranscriptPart[]>
  /** Count up when a recording of the call was closed. */
  recordings: Record<string, number>
  /** Versions of forms that were saved, here or elsewhere. */
  versions: Record<string, number>
  /** Count up when the call was wrapped up or amended, here or elsewhere. */
  wrappedUp: Record<string, number>
  /** Matters that happen now, told to the supervisor. */
  notices: Notice[]
  /** Count up when the lists should be read again. */
  workItems: number
  calls: number
  broadcasts: number
  /** What a supervisor did to this seat, until it was read. */
  ordered: Ordered | ''
}

export function nothing(): Picture {
  return {
    clockAhead: 0,
    connected: true,
    sitsAt: '',
    seat: null,
    call: null,
    ended: null,
    histories: {},
    drafts: {},
    transcripts: {},
    recordings: {},
    versions: {},
    wrappedUp: {},
    notices: [],
    workItems: 0,
    calls: 0,
    broadcasts: 0,
    ordered: '',
  }
}

export function fold(was: Picture, message: Message, now: number = Date.now()): Picture {
  switch (message.type) {
    case 'snapshot':
      return {
        ...was,
        ...calls(was, message.calls[0] ?? null),
        clockAhead: Date.parse(message.now) - now,
        connected: message.connected,
        sitsAt: message.sits_at,
        seat: message.seat,
        workItems: was.workItems + 1,
        calls: was.calls + 1,
        broadcasts: was.broadcasts + 1,
      }
    case 'seat':
      return { ...was, seat: message.seat }
    case 'call':
      return { ...was, ...calls(was, message.call) }
    case 'gone':
      return gone(was, message.call_id, message.ours)
    case 'history': {
      const { calls, readable } = message
      return { ...was, histories: { ...was.histories, [message.call_id]: { calls, readable } } }
    }
    case 'draft':
      return message.draft ? { ...was, drafts: { ...was.drafts, [message.call_id]: message.draft } } : was
    case 'transcript':
      return { ...was, transcripts: { ...was.transcripts, [message.call_id]: message.transcript } }
    case 'recording':
      return { ...was, recordings: { ...was.recordings, [message.call_id]: (was.recordings[message.call_id] ?? 0) + 1 } }
    case 'edited':
      return { ...was, versions: { ...was.versions, [message.call_id]: message.version } }
    case 'wrapped_up': {
      const times = (was.wrappedUp[message.call_id] ?? 0) + 1
      return { ...was, wrappedUp: { ...was.wrappedUp, [message.call_id]: times }, calls: was.calls + 1 }
    }
    case 'notice':
      return { ...was, notices: noticed(was.notices, message), workItems: was.workItems + 1 }
    case 'work_items':
      return { ...was, workItems: was.workItems + 1 }
    case 'calls':
      return { ...was, calls: was.calls + 1 }
    case 'broadcast':
      return { ...was, broadcasts: was.broadcasts + 1 }
    case 'ordered':
      return { ...was, ordered: message.act }
    case 'alive':
      return was
  }
}

/** A notice may come twice. */
function noticed(there: Notice[], { call_id, number }: Notice): Notice[] {
  return there.some((one) => one.number === number) ? there : [...there, { call_id, number }]
}

/** A snapshot after a lost line may come without the call that we had: then it ended meanwhile. */
function calls(was: Picture, call: LiveCall | null): Pick<Picture, 'call' | 'ended'> {
  const left = was.call && was.call.call_id !== call?.call_id ? was.call : null
  const ended = left?.answered_at ? left : was.ended
  return { call, ended: call ? null : ended }
}

function gone(was: Picture, callId: string, ours: boolean): Picture {
  if (was.call?.call_id !== callId) return was
  return { ...was, call: null, ended: ours ? was.call : was.ended, calls: was.calls + 1 }
}
