/** One phone for all tabs of a browser: two would take each other's registration away. */

const NAME = 'hotline-phone'

/** `have` when the phone is this tab's; the returned function gives it to the next tab. */
export function takePhone(have: () => void): () => void {
  // Without https there are no locks, and no microphone either: the phone is on the table, and only rings here.
  if (!navigator.locks) {
    have()
    return () => undefined
  }
  let give: () => void = () => undefined
  const waiting = new AbortController()
  const held = () => new Promise<void>((done) => {
    give = done
    have()
  })
  navigator.locks.request(NAME, { signal: waiting.signal }, held).catch(() => undefined)
  return () => {
    waiting.abort()
    give()
  }
}
