/** The pages of this one application, by path. Each is loaded when it is opened, so that the desk stays light. */
import { defineAsyncComponent, type Component } from 'vue'
import DeskPage from './DeskPage.vue'
import { texts } from './texts'
import type { Me } from './types'

export interface Page {
  path: string
  title: string
  component: Component
  /** Who finds it in the navigation; the service decides who gets its data. */
  forRole: (me: Me) => boolean
}

export const supervises = (me: Me): boolean => me.role === 'supervisor'

/** Helps a page in: `lazy(() => import('./board/BoardPage.vue'))`. */
export const lazy = (load: () => Promise<{ default: Component }>): Component => defineAsyncComponent(load)

export const pages: Page[] = [
  { path: '/desk/', title: texts.title, component: DeskPage, forRole: (me) => me.answers_calls },
  { path: '/desk/matters', title: texts.matter.ledger, component: lazy(() => import('./matter/LedgerPage.vue')), forRole: (me) => me.answers_calls },
  { path: '/desk/replay', title: texts.replay.title, component: lazy(() => import('./replay/ReplayPage.vue')), forRole: supervises },
  { path: '/desk/wall', title: texts.wall.title, component: lazy(() => import('./wall/WallPage.vue')), forRole: supervises },
  { path: '/desk/board', title: texts.board.title, component: lazy(() => import('./board/BoardPage.vue')), forRole: supervises },
  { path: '/desk/figures', title: texts.figures.title, component: lazy(() => import('./figures/FiguresPage.vue')), forRole: supervises },
  { path: '/desk/latency', title: texts.latency.title, component: lazy(() => import('./latency/LatencyPage.vue')), forRole: supervises },
]

export function pageAt(path: string): Page | undefined {
  return pages.find((page) => page.path.replace(/\/$/, '') === path.replace(/\/$/, ''))
}
