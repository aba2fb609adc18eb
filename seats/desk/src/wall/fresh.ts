/** A wall runs for weeks: when a new version is there, the page loads it at a calm moment. */
import { onUnmounted } from 'vue'

const LOOK_MS = 5 * 60_000
/** Loaded anyway when it was never calm for so long. */
const AT_LAST_MS = 60 * 60_000

/** The names of the assets carry a hash: another name is another version. */
export function assetsOf(html: string): string {
  return [...html.matchAll(/\/desk\/assets\/[\w.-]+/g)].map(([name]) => name).sort().join(' ')
}

async function served(): Promise<string> {
  const answer = await fetch(window.location.pathname, { headers: { Accept: 'text/html' }, cache: 'no-store', redirect: 'manual' })
  return answer.ok ? assetsOf(await answer.text()) : ''
}

export function useFreshAssets(calm: () => boolean, reload: () => void = () => window.location.reload(), look_ms = LOOK_MS): void {
  let first = ''
  let newerSince = 0

  async function look(): Promise<void> {
    const now = await served().catch(() => '')
    if (!now) return
    first ||= now
    if (now === first) newerSince = 0
    else if (!newerSince) newerSince = Date.now()
    if (newerSince && (calm() || Date.now() - newerSince > AT_LAST_MS)) reload()
  }

  void look()
  const timer = window.setInterval(() => void look(), look_ms)
  onUnmounted(() => window.clearInterval(timer))
}
