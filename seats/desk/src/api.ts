/** Requests to the service. Every fault becomes an ApiFault whose message can be shown. */
import type { Layout } from './board/state'
import { texts } from './texts'
import type { CallFile, CallRecord, Categories, ChoosableSeat, Device, Form, Me, WorkItem } from './types'

export class ApiFault extends Error {
  constructor(
    /** 0: the service was not reached. */
    readonly status: number,
    message: string,
    readonly body: Record<string, unknown> = {},
  ) {
    super(message)
  }
}

/** What the service said when it refused, or `otherwise` where it said nothing that can be read. */
export function whyNot(error: unknown, otherwise: string = texts.requestFailed): string {
  return error instanceof ApiFault ? error.message : otherwise
}

export async function ask<T>(method: string, path: string, body?: unknown, keepalive = false): Promise<T> {
  const headers: Record<string, string> = { 'X-Hotline': '1', Accept: 'application/json' }
  const init: RequestInit = { method, headers, keepalive, redirect: 'manual' }
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json'
    init.body = JSON.stringify(body)
  }
  const answer = await reach(path, init)
  if (answer.ok) return (answer.status === 204 ? undefined : await answer.json()) as T
  throw await fault(answer)
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init)
  } catch {
    throw new ApiFault(0, texts.offline)
  }
}

async function fault(answer: Response): Promise<ApiFault> {
  const body: unknown = await answer.json().catch(() => ({}))
  const said = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  const message = typeof said.message === 'string' ? said.message : texts.requestFailed
  return new ApiFault(answer.status, message, said)
}

/** Why a recording does not play; empty: it would. */
async function whyNotHeard(address: string): Promise<string> {
  // A byte is enough, and 416 says that there is none.
  const init: RequestInit = { headers: { 'X-Hotline': '1', Range: 'bytes=0-0' }, redirect: 'manual' }
  const answer = await reach(address, init)
  return answer.ok ? '' : (await fault(answer)).message
}

const call = (id: string) => `/api/calls/${encodeURIComponent(id)}`

export const api = {
  me: () => ask<Me>('GET', '/api/me'),
  seats: () => ask<ChoosableSeat[]>('GET', '/api/seats'),
  sit: (seat: string, device?: Device) => ask<{ seat: string }>('POST', '/api/seat', { seat, device }),
  leave: () => ask<undefined>('DELETE', '/api/seat'),
  ready: () => ask<undefined>('POST', '/api/seat/state', { state: 'ready' }),
  pause: (reason: string) => ask<undefined>('POST', '/api/seat/state', { state: 'paused', reason }),
  call: (id: string) => ask<CallFile>('GET', call(id)),
  save: (id: string, version: number, form: Form) =>
    ask<{ version: number }>('PUT', `${call(id)}/form`, { version, form }),
  recording: (id: string, n: number) => `${call(id)}/recording/${n}`,
  whyNotHeard,
  recent: (before = '') => ask<CallRecord[]>('GET', `/api/calls?before=${encodeURIComponent(before)}`),
  workItems: () => ask<WorkItem[]>('GET', '/api/work-items'),
  categories: () => ask<Categories>('GET', '/api/categories'),
  boardLayout: () => ask<Layout>('GET', '/api/board/layout'),
  acknowledge: (alarm: string, note: string) => ask<undefined>('POST', `/api/board/alarms/${encodeURIComponent(alarm)}/acknowledge`, { note }),
  signOut: () => ask<undefined>('POST', '/sign-out'),
}
