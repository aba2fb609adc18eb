/** The side panel is the operator's: it turns to the words of the call by itself only while nobody is in it. */
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import SideLists from '../src/parts/SideLists.vue'
import { texts } from '../src/texts'
import { press, stage } from './desk_stage'

let { desk } = stage()
vi.mock('../src/desk', () => ({ useDesk: () => desk }))
vi.mock('../src/parts/WorkList.vue', () => ({ default: { template: '<ul />' } }))
vi.mock('../src/parts/RecentCalls.vue', () => ({ default: { template: '<ul />' } }))
vi.mock('../src/parts/TranscriptList.vue', () => ({ default: { template: '<ul />' } }))
vi.mock('../src/matter/MyLists.vue', () => ({ default: { template: '<ul />' } }))
vi.mock('../src/api', async (original) => {
  const real = await original<{ api: object }>()
  return { ...real, ask: () => Promise.resolve([]), api: { ...real.api, workItems: () => Promise.resolve([]) } }
})

let page: ReturnType<typeof mount>
beforeEach(async () => {
  ;({ desk } = stage())
  page = mount(SideLists, { props: { open: 'c1' }, attachTo: document.body })
  await flushPromises()
})
afterEach(() => page.unmount())

async function transcribed(callId: string) {
  const was = desk.picture.value
  desk.picture.value = { ...was, transcripts: { ...was.transcripts, [callId]: [] } }
  await nextTick()
}

async function searchLaws() {
  press('k', { ctrlKey: true })
  await flushPromises()
  await nextTick()
  expect(document.activeElement?.getAttribute('aria-label')).toBe(texts.matter.find)
}

const chosen = () => page.get('[role="tab"][aria-selected="true"]').text()
const marked = () => page.find(`[role="tab"] [aria-label="${texts.newWords}"]`).exists()

describe('the side panel', () => {
  it('turns to the words of the call when they come', async () => {
    await transcribed('c1')
    expect(chosen()).toBe(texts.tabs.transcript)
    expect(marked()).toBe(false)
  })

  it('stays with who searches the laws in it, and marks the tab until it is looked at', async () => {
    await searchLaws()
    await transcribed('c1')
    expect(chosen()).toBe(texts.tabs.knowledge)
    expect(marked()).toBe(true)
    press('4', { altKey: true })
    await nextTick()
    expect(chosen()).toBe(texts.tabs.transcript)
    expect(marked()).toBe(false)
  })

  it('stays with who has the focus in a list of it', async () => {
    page.get<HTMLElement>('[role="tab"]').element.focus()
    await transcribed('c1')
    expect(chosen()).toBe(texts.tabs.work)
    expect(marked()).toBe(true)
  })

  it('marks nothing of another call', async () => {
    await searchLaws()
    await transcribed('c1')
    expect(marked()).toBe(true)
    await page.setProps({ open: 'c2' })
    expect(marked()).toBe(false)
  })
})
