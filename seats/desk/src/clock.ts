/** Times on the screen, by the service's clock: a seat's own may be wrong by an hour. */
import { onUnmounted, ref, type Ref } from 'vue'

/** The present in milliseconds, moving each second. */
export function useNow(): Ref<number> {
  const now = ref(Date.now())
  const timer = window.setInterval(() => (now.value = Date.now()), 1000)
  onUnmounted(() => window.clearInterval(timer))
  return now
}

export function elapsed(since: string | null, now: number): string {
  return since ? duration((now - Date.parse(since)) / 1000) : ''
}

export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const tail = `${String(m).padStart(2, '0')}:${String(s).padStart(2, '0')}`
  return h > 0 ? `${h}:${tail}` : tail
}

const zone = 'Asia/Shanghai'
const time = new Intl.DateTimeFormat('zh-CN', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const withSeconds = new Intl.DateTimeFormat('zh-CN', { timeZone: zone, timeStyle: 'medium', hourCycle: 'h23' })
const day = new Intl.DateTimeFormat('zh-CN', { timeZone: zone, month: 'numeric', day: 'numeric' })
const year = new Intl.DateTimeFormat('zh-CN', { timeZone: zone, year: 'numeric' })

export const clockTime = (at: number | string) => withSeconds.format(new Date(at))

/** 10:22 today, 11月3日 10:22 this year, 2025年11月3日 before. */
export function shortTime(at: string, now: number): string {
  const [then, present] = [new Date(at), new Date(now)]
  const sameYear = year.format(then) === year.format(present)
  const date = new Intl.DateTimeFormat('zh-CN', {
    timeZone: zone,
    ...(sameYear ? {} : { year: 'numeric' }),
    month: 'long',
    day: 'numeric',
  }).format(then)
  const today = sameYear && day.format(then) === day.format(present)
  return today ? time.format(then) : `${date} ${time.format(then)}`
}

export function dayName(isoDay: string): string {
  const [, month, date] = isoDay.split('-').map(Number)
  return `${month}月${date}日`
}
