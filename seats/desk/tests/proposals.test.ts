import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { completed, elements, emptyForm, merge } from '../src/form/form'
import { accept, proposals, unsure } from '../src/form/proposals'
import ProposalLine from '../src/parts/ProposalLine.vue'
import type { Draft } from '../src/types'

const draft: Draft = {
  fields: {
    reporter_name: '王建国',
    reporter_phone: null,
    anonymous: false,
    confidential: true,
    accused: [{ name: '刘', unit: '岱岳派出所', position: '民警', badge_number: '037856', kind: null }],
    amounts_yuan: [2000],
    evidence: ['录音', '收据'],
    category: '遵规守纪',
  },
  evidence: {
    category: [{ value: '遵规守纪', words: '先交钱', role: 'caller', turn: 2, start: 9, end: 10, confidence: 0.9, source: 'said' }],
    reporter_name: [{ value: '王建国', words: '我叫王建国', role: 'caller', turn: 1, start: 3, end: 4, confidence: 0.4, source: 'said' }],
  },
}

describe('proposals', () => {
  it('are what was heard and not yet written, in the order of the page', () => {
    expect(proposals(draft, emptyForm()).map((one) => one.field)).toEqual([
      'category', 'evidence', 'amounts_yuan', 'accused', 'reporter_name', 'confidential',
    ])
  })

  it('never change the form by themselves', () => {
    const form = emptyForm()
    proposals(draft, form)
    expect(form).toEqual(emptyForm())
  })

  it('are gone once accepted, and leave the rest alone', () => {
    const form = { ...emptyForm(), evidence: ['证人'], note: '我的话' }
    for (const one of proposals(draft, form)) accept(form, one)
    expect(proposals(draft, form)).toEqual([])
    expect(form).toMatchObject({ evidence: ['证人', '录音', '收据'], note: '我的话', amounts_yuan: [2000] })
    expect(form.accused).toHaveLength(1)
  })

  it('do not repeat an accused of whom the form knows as much', () => {
    const form = emptyForm()
    form.accused = [{ name: '刘', unit: '岱岳派出所', position: '民警', badge_number: '037856', kind: null }]
    expect(proposals(draft, form).some((one) => one.field === 'accused')).toBe(false)
  })

  it('say when the words were heard badly', () => {
    const [name] = proposals(draft, emptyForm()).filter((one) => one.field === 'reporter_name')
    expect(name && unsure(name)).toBe(true)
  })

  it('of a nature need words: without them it is only a default', () => {
    expect(proposals({ fields: { category: '咨询求助', in_scope: true } }, emptyForm())).toEqual([])
  })

  it('of the main problem come only while it is empty', () => {
    const said: Draft = { fields: {}, summary: '反映人来电，反映遵规守纪类问题。' }
    expect(proposals(said, emptyForm()).map((one) => one.field)).toEqual(['main_problem'])
    expect(proposals(said, { ...emptyForm(), main_problem: '我写的' })).toEqual([])
  })

  it('survive a draft without evidence', () => {
    expect(proposals({ fields: { demand: '立案' } }, emptyForm())).toHaveLength(1)
    expect(proposals(null, emptyForm())).toEqual([])
  })
})

describe('a merge', () => {
  it('takes theirs where I changed nothing, and mine where I did', () => {
    const base = emptyForm()
    const { form, conflicts } = merge(base, { ...base, note: '我' }, { ...base, demand: '他' })
    expect(form).toMatchObject({ note: '我', demand: '他' })
    expect(conflicts).toEqual([])
  })
})

describe('the elements', () => {
  it('are told by what the form says', () => {
    const form = completed({ incident_date: '2026-11-03', accused: [{ name: null, unit: null, position: null, badge_number: null, kind: null }] })
    expect(elements(form)).toEqual({ who: false, when: true, where: false, what: false, proof: false, demand: false })
  })
})

describe('a proposal on the page', () => {
  const shown = (source: string) => {
    const heard: Draft = { fields: { category: '遵规守纪' }, evidence: { category: [{ value: '遵规守纪', words: '先交钱', role: 'caller', turn: 2, start: 9, end: 10, confidence: 0.9, source }] } }
    return proposals(heard, emptyForm()).map((proposal) => mount(ProposalLine, { props: { proposal, next: false } }).text()).join()
  }

  it('says when it is the second opinion and not a rule', () => {
    expect(shown('opinion')).toContain('第二意见')
    expect(shown('category.words')).not.toContain('第二意见')
  })
})
