import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Line, type LineState } from '../src/line'
import type { Message } from '../src/types'

/** The service's end of a WebSocket. */
class Socket {
  static all: Socket[] = []
  onmessage: ((event: { data: string }) => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null
  closed = false
  constructor() {
    Socket.all.push(this)
  }
  close() {
    this.closed = true
  }
  say(seq: number, type = 'snapshot') {
    this.onmessage?.({ data: JSON.stringify({ seq, type }) })
  }
}

const last = () => Socket.all.at(-1) as Socket
let states: LineState[]
let heard: Message[]
let line: Line<Message>

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('WebSocket', Socket)
  Socket.all = []
  states = []
  heard = []
  line = new Line('ws://service/ws/desk', { message: (m) => heard.push(m), state: (s) => states.push(s) }, () => 0.5)
  line.open()
})
afterEach(() => {
  line.close()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('the line', () => {
  it('comes back by itself, more slowly each time', async () => {
    last().say(1)
    last().onclose?.({ code: 1006 })
    expect(states).toEqual(['open', 'lost'])
    await vi.advanceTimersByTimeAsync(500)
    expect(Socket.all).toHaveLength(2)
    last().onclose?.({ code: 1006 })
    await vi.advanceTimersByTimeAsync(500)
    expect(Socket.all).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(500)
    expect(Socket.all).toHaveLength(3)
  })

  it('asks for a new snapshot when a message is missing', () => {
    last().say(1)
    last().say(3, 'seat')
    expect(Socket.all).toHaveLength(2)
    expect(heard.map((message) => message.type)).toEqual(['snapshot'])
  })

  it('goes on from a snapshot that comes in between', () => {
    last().say(1)
    last().say(7, 'snapshot')
    last().say(8, 'seat')
    expect(Socket.all).toHaveLength(1)
    expect(heard.map((message) => message.seq)).toEqual([1, 7, 8])
  })

  it('takes a long silence for a dead line', async () => {
    last().say(1)
    await vi.advanceTimersByTimeAsync(41_000)
    expect(states).toContain('lost')
    expect(Socket.all.length).toBeGreaterThan(1)
  })

  it('does not knock again after a sign-out', async () => {
    last().onclose?.({ code: 4401 })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(states).toEqual(['signed_out'])
    expect(Socket.all).toHaveLength(1)
  })
})
