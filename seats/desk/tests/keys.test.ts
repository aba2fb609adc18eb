import { mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { useKeys } from '../src/keys'

const plain = vi.fn()
const shifted = vi.fn()
const Page = defineComponent({
  setup() {
    useKeys({ F6: plain, 'Shift+F6': shifted })
    return () => h('input')
  },
})

function press(init: KeyboardEventInit & { keyCode?: number }): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { cancelable: true, ...init })
  if (init.keyCode) Object.defineProperty(event, 'keyCode', { value: init.keyCode })
  window.dispatchEvent(event)
  return event
}

describe('the keys of the desk', () => {
  it('tell a key from the same key with shift', () => {
    const page = mount(Page)
    press({ key: 'F6', shiftKey: true })
    expect([plain.mock.calls.length, shifted.mock.calls.length]).toEqual([0, 1])
    expect(press({ key: 'F6' }).defaultPrevented).toBe(true)
    expect(plain).toHaveBeenCalledTimes(1)
    page.unmount()
  })

  it('are never taken from an input method', () => {
    const page = mount(Page)
    plain.mockClear()
    expect(press({ key: 'F6', isComposing: true }).defaultPrevented).toBe(false)
    expect(press({ key: 'F6', keyCode: 229 }).defaultPrevented).toBe(false)
    expect(plain).not.toHaveBeenCalled()
    page.unmount()
  })

  it('are gone with their part of the page', () => {
    plain.mockClear()
    mount(Page).unmount()
    press({ key: 'F6' })
    expect(plain).not.toHaveBeenCalled()
  })
})
