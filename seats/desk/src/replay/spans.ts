/** Spans of the past as the service tells them: a snapshot, then changes with their moments. Rules only. */
import { fold, type BoardMessage } from '../board/fold'
import { empty, type BoardState } from '../board/state'

type Snapshot = Omit<Extract<BoardMessage, { type: 'snapshot' }>, 'seq' | 'type'>
type Changes = Extract<BoardMessage, { type: 'changes' }>

export interface Change {
  at: string
  connected?: boolean
  put: Changes['put']
  gone: Changes['gone']
}

export interface Told {
  until: string
  snapshot: Snapshot
  changes: Change[]
}

/** One span, folded up to a moment; forward from where it stands, backward from its snapshot. */
export class Span {
  readonly begins: number
  readonly until: number
  private readonly times: number[]
  private state: BoardState
  private taken = 0

  constructor(private readonly told: Told) {
    this.begins = Date.parse(told.snapshot.now)
    this.until = Date.parse(told.until)
    this.times = told.changes.map((change) => Date.parse(change.at))
    this.state = this.first()
  }

  holds(moment: number): boolean {
    return moment >= this.begins && moment <= this.until
  }

  at(moment: number): BoardState {
    const before = this.times[this.taken - 1]
    if (before !== undefined && before > moment) {
      this.state = this.first()
      this.taken = 0
    }
    for (let time = this.times[this.taken]; time !== undefined && time <= moment; time = this.times[this.taken]) this.take()
    return this.state
  }

  private first(): BoardState {
    return fold(empty(), { type: 'snapshot', seq: 0, ...this.told.snapshot })
  }

  private take(): void {
    const change = this.told.changes[this.taken]
    this.taken += 1
    if (!change) return
    const { put, gone, connected = this.state.connected } = change
    this.state = fold(this.state, { type: 'changes', seq: 0, now: change.at, connected, put, gone })
  }
}
