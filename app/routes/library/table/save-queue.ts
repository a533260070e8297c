import type { RowCells } from '~/domain/cells/cell'
import { Unreachable } from '../post'

/** A cell as it was typed. `before` is what it had when it was opened. */
export interface CellSave {
  id: string
  field: string
  locale: string
  before: string
  text: string
  /** Whether it takes back an edit, and so is none that Undo takes back. */
  isUndo?: boolean
}

/** What became of a cell that was sent. */
export type SaveAnswer =
  | { is: 'saved'; row: RowCells }
  | { is: 'conflict'; text: string; by?: string }
  | { is: 'refused'; reason: string }

const [FIRST_WAIT_MS, LONGEST_WAIT_MS] = [1000, 30_000]

/**
 * Sends cells one after the other, in the order in which they were typed. Without a connection they wait, and are sent again
 * after a growing time or when the browser says that there is one.
 */
export class SaveQueue {
  #waiting: CellSave[] = []
  #isSending = false
  #wait = FIRST_WAIT_MS
  #timer?: ReturnType<typeof setTimeout>
  /** Why cells wait for a connection; undefined while they are sent. */
  stalled?: 'offline' | 'signed_out'

  constructor(
    private readonly send: (save: CellSave) => Promise<SaveAnswer>,
    private readonly onAnswer: (save: CellSave, answer: SaveAnswer) => void,
    private readonly onChange: () => void,
  ) {}

  get length(): number {
    return this.#waiting.length
  }

  add(save: CellSave): void {
    const last = this.#isSending ? this.#waiting.slice(1) : this.#waiting
    const same = last.find((each) => isSameCell(each, save))
    // What was typed before and not sent yet is replaced.
    if (same) Object.assign(same, { text: save.text, isUndo: save.isUndo })
    else this.#waiting.push(save)
    this.onChange()
    if (!this.stalled) void this.#run()
  }

  readonly retry = (): void => {
    clearTimeout(this.#timer)
    this.#timer = undefined
    void this.#run()
  }

  async #run(): Promise<void> {
    if (this.#isSending) return
    this.#isSending = true
    try {
      for (let save = this.#waiting[0]; save; save = this.#waiting[0]) {
        const answer = await this.send(save)
        this.#waiting.shift()
        if (this.stalled) this.#wait = FIRST_WAIT_MS
        this.stalled = undefined
        this.#basedOn(save, answer)
        this.onAnswer(save, answer)
      }
    } catch (error) {
      this.stalled = error instanceof Unreachable && error.isSignedOut ? 'signed_out' : 'offline'
      this.#timer = setTimeout(this.retry, this.#wait)
      this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MS)
    } finally {
      this.#isSending = false
      this.onChange()
    }
  }

  /** A later text of the same cell was typed over what is saved now. */
  #basedOn(save: CellSave, answer: SaveAnswer): void {
    if (answer.is !== 'saved') return
    const key = save.locale ? `${save.field}:${save.locale}` : save.field
    for (const each of this.#waiting) if (isSameCell(each, save)) each.before = answer.row.cells[key]?.text ?? ''
  }
}

const isSameCell = (a: CellSave, b: CellSave): boolean => a.id === b.id && a.field === b.field && a.locale === b.locale
