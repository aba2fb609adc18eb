import { ask } from '../api'
import { addressOf } from './question'
import type { CallPage, Question, Report, SeatRow } from './types'

export const figuresApi = {
  report: (question: Question) => ask<Report>('GET', `/api/figures?${addressOf(question)}`),
  calls: (question: Question, rows: string, bucket: number | null, before: string) =>
    ask<CallPage>('GET', `/api/figures/calls?${addressOf(question, { rows, before, ...(bucket === null ? {} : { bucket }) })}`),
  seats: (question: Question) => ask<SeatRow[]>('GET', `/api/figures/seats?${addressOf(question)}`),
  file: (question: Question, form: 'csv' | 'xlsx') => `/api/figures.${form}?${addressOf(question)}`,
}
