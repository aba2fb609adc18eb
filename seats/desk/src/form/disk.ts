/** What is kept on this machine, twice: the browser writes localStorage to the disk only after seconds or a minute,
 * IndexedDB at once. What a killed browser lost of the one is taken from the other. */
const NAME = 'hotline'
const STORE = 'kept'
const GONE = ''
const PATIENCE_MS = 2_000

let opened: Promise<IDBDatabase> | undefined

function database(): Promise<IDBDatabase> {
  opened ??= new Promise((done, fail) => {
    const asked = indexedDB.open(NAME, 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE)
    asked.onsuccess = () => done(asked.result)
    asked.onerror = () => fail(asked.error ?? new Error('IndexedDB'))
  })
  return opened
}

async function store(): Promise<IDBObjectStore> {
  return (await database()).transaction(STORE, 'readwrite').objectStore(STORE)
}

function write(key: string, value: string): void {
  // Without it localStorage is still there.
  store().then((there) => there.put(value, key), () => undefined)
}

export const disk: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = {
  getItem: (key) => localStorage.getItem(key),
  setItem: (key, value) => {
    write(key, value)
    localStorage.setItem(key, value)
  },
  removeItem: (key) => {
    if (localStorage.getItem(key) !== null) write(key, GONE)
    localStorage.removeItem(key)
  },
}

function takeBack(there: IDBObjectStore, done: () => void): void {
  const asked = there.openCursor()
  asked.onerror = done
  asked.onsuccess = () => {
    const entry = asked.result
    if (!entry) return done()
    if (entry.value === GONE) {
      localStorage.removeItem(String(entry.key))
      entry.delete()
    } else localStorage.setItem(String(entry.key), String(entry.value))
    entry.continue()
  }
}

/** Before the first form is opened. Never fails, and never keeps a page waiting for long. */
export function recovered(): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, PATIENCE_MS)
    store().then((there) => takeBack(there, done), () => done())
  })
}
