import { nextTick, onMounted, onUnmounted } from 'vue'
import { ask } from '../api'
import type { Message } from '../types'
import { Meter, type Sample } from './meter'

const EVERY_MS = 30_000

/** `heard` is for each message, before it changes the screen. */
export function useMeter(): { heard: (message: Message) => void } {
  const meter = new Meter({
    now: () => performance.timeOrigin + performance.now(),
    painted,
    hidden: () => document.hidden,
    send: async (samples: Sample[]) => (await ask<{ now: string }>('POST', '/api/desk/latency', { samples }, true)).now,
  })
  const tell = () => void meter.tell()
  let timer: number | undefined
  onMounted(() => {
    tell()
    timer = window.setInterval(tell, EVERY_MS)
    window.addEventListener('pagehide', tell)
  })
  onUnmounted(() => {
    window.clearInterval(timer)
    window.removeEventListener('pagehide', tell)
  })
  return {
    heard: (message) => {
      if (message.type === 'snapshot') meter.snapshot(message.now)
      else if ('at' in message && message.at) meter.heard(message.at)
    },
  }
}

/** After Vue has changed the page, the frame that shows it, and the task after that frame. */
function painted(then: () => void): void {
  void nextTick(() => requestAnimationFrame(() => window.setTimeout(then)))
}
