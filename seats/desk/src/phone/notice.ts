/** What is seen of a ringing phone when the desk is behind other windows: a notification, and the title of the tab. */

const FLASH_MS = 900

export function mayNotify(): NotificationPermission | 'unsupported' {
  return 'Notification' in window ? Notification.permission : 'unsupported'
}

/** To be called by a click or a key: browsers ask only then. */
export async function askToNotify(): Promise<void> {
  if (mayNotify() === 'default') await Notification.requestPermission()
}

/** Until the function it returns is called. No caller's number: notifications are kept by the system, for all to see. */
export function notify(title: string, body: string): () => void {
  if (mayNotify() !== 'granted') return () => undefined
  const notice = new Notification(title, { body, tag: 'hotline-ringing', requireInteraction: true, silent: true })
  notice.onclick = () => {
    window.focus()
    notice.close()
  }
  return () => notice.close()
}

/** A hidden tab slows the changing down, but the first change comes at once. */
export function flash(words: string): () => void {
  const before = document.title
  document.title = words
  const timer = window.setInterval(() => (document.title = document.title === words ? before : words), FLASH_MS)
  return () => {
    window.clearInterval(timer)
    document.title = before
  }
}
