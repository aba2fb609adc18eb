/** Passes of walls: `seats/wall/api.py`. */
import { ask } from '../api'

export interface OpenWall {
  id: number
  place: string
  unit: string
  unit_name: string
  by: string
  at: string
  until: string
  /** Its line is open now. */
  shows: boolean
}

export const wallApi = {
  listed: () => ask<OpenWall[]>('GET', '/api/walls'),
  open: (place: string) => ask<undefined>('POST', '/api/walls', { place }),
  /** Nobody's session is left at a screen that everybody walks by. */
  signOut: () => fetch('/sign-out', { method: 'POST', headers: { 'X-Hotline': '1' }, redirect: 'manual' }),
  revoke: (id: number) => ask<undefined>('DELETE', `/api/walls/${id}`),
}
