import { type Cell, cellKey, type RowCells } from '~/domain/cells/cell'
import type { CellColumn } from '~/domain/cells/cells.queries.server'
import { type CellSave, type SaveAnswer, SaveQueue } from './save-queue'

/** What was typed into a cell and is not what the server has. */
export interface Draft extends CellSave {
  status: 'saving' | 'refused' | 'conflict'
  /** Why it was refused, in the language of the page. */
  reason?: string
  /** What somebody else made of the cell meanwhile, and who. */
  theirs?: string
  by?: string
}

/** The cells of one asset as far as they were loaded; another object whenever one of them changes. */
export interface RowState {
  row?: RowCells
  /** Keys of the cells that were loaded, with a value or without. */
  loaded: ReadonlySet<string>
  drafts: ReadonlyMap<string, Draft>
}

/** An act that Undo takes back: an edit of one cell, or a change of many by its id. */
export type Undoable = { is: 'cell'; save: CellSave } | { is: 'many'; editId: string; ids: string[] }

export interface CellSource {
  load(ids: readonly string[], columns: readonly CellColumn[]): Promise<Record<string, RowCells>>
  send(save: CellSave): Promise<SaveAnswer>
}

/** Assets whose cells are asked for at once, and of how many they are kept. */
const [CHUNK, MOST_ROWS] = [60, 12_000]
const [SETTLED_MS, AGAIN_MS] = [40, 3000]
const MOST_UNDOABLE = 100
const NONE: RowState = { loaded: new Set(), drafts: new Map() }

/** The cells that were loaded, what is typed into them, and what can be taken back. */
export class CellStore {
  #rows = new Map<string, RowState>()
  #stale = new Set<string>()
  #wanted: { ids: string[]; columns: readonly CellColumn[] } = { ids: [], columns: [] }
  #timer?: ReturnType<typeof setTimeout>
  #isLoading = false
  #listeners = new Set<() => void>()
  #changes = 0
  readonly queue: SaveQueue
  readonly undoable: Undoable[] = []
  /** Called with each row that was saved. */
  onSaved?: (id: string, row: RowCells) => void
  /** Called with what became of each cell. */
  onAnswer?: (save: CellSave, answer: SaveAnswer) => void

  constructor(private readonly source: CellSource) {
    this.queue = new SaveQueue(
      (save) => source.send(save),
      (save, answer) => this.#take(save, answer),
      () => this.#tell(),
    )
  }

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  readonly version = (): number => this.#changes

  of(id: string): RowState {
    return this.#rows.get(id) ?? NONE
  }

  /** Returns the text of a cell, typed or loaded; undefined while it is not loaded. */
  textOf(id: string, { field, locale }: CellColumn): string | undefined {
    const { row, loaded, drafts } = this.of(id)
    const key = cellKey(field, locale)
    return drafts.get(key)?.text ?? (loaded.has(key) ? (row?.cells[key]?.text ?? '') : undefined)
  }

  drafts(): Draft[] {
    return [...this.#rows.values()].flatMap(({ drafts }) => [...drafts.values()])
  }

  /**
   * Takes cells that were loaded; those of other columns are kept. `isPart` for cells of rows whose others may be out of date,
   * `isQuiet` while a page is drawn.
   */
  put(
    rows: Record<string, RowCells>,
    columns: readonly CellColumn[],
    { isQuiet = false, isPart = false }: { isQuiet?: boolean; isPart?: boolean } = {},
  ): void {
    const keys = columns.map(({ field, locale }) => cellKey(field, locale))
    for (const [id, row] of Object.entries(rows)) {
      const known = this.of(id)
      const others = Object.entries(known.row?.cells ?? {}).filter(([key]) => !keys.includes(key))
      const cells: Record<string, Cell> = { ...Object.fromEntries(others), ...row.cells }
      const loaded = new Set(this.#stale.has(id) && !isPart ? keys : [...known.loaded, ...keys])
      if (!isPart) this.#stale.delete(id)
      this.#set(id, { ...known, row: { ...row, cells }, loaded })
    }
    if (!isQuiet) this.#tell()
  }

  /** What is shown stays, and is asked for again when it is next in sight. */
  expire(ids?: readonly string[]): void {
    for (const id of ids ?? this.#rows.keys()) if (this.#rows.has(id)) this.#stale.add(id)
    this.#later(0)
  }

  /** Has the cells of assets loaded in these columns, where they are not. */
  want(ids: readonly string[], columns: readonly CellColumn[]): void {
    this.#wanted = { ids: [...ids], columns }
    if (this.#missing().length > 0) this.#later(SETTLED_MS)
  }

  #missing(): string[] {
    const keys = this.#wanted.columns.map(({ field, locale }) => cellKey(field, locale))
    return this.#wanted.ids.filter((id) => {
      const { row, loaded } = this.of(id)
      return !row || this.#stale.has(id) || keys.some((key) => !loaded.has(key))
    })
  }

  /** Loads the cells of assets that were not. Throws when that fails. */
  async ensure(ids: readonly string[], columns: readonly CellColumn[]): Promise<void> {
    const missing = ids.filter((id) => !this.of(id).row)
    for (let at = 0; at < missing.length; at += CHUNK)
      this.put(await this.source.load(missing.slice(at, at + CHUNK), columns), columns)
  }

  #later(milliseconds: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#load(), milliseconds)
  }

  async #load(): Promise<void> {
    if (this.#isLoading) return
    this.#isLoading = true
    try {
      for (let ids = this.#missing(); ids.length > 0; ids = this.#missing()) {
        const { columns } = this.#wanted
        const part = ids.slice(0, CHUNK)
        const rows = await this.source.load(part, columns)
        // One that is gone has no cells, and is not asked for again.
        const keys = new Set(columns.map(({ field, locale }) => cellKey(field, locale)))
        for (const id of part) if (!rows[id]) this.#setGone(id, keys)
        this.put(rows, columns)
      }
    } catch {
      // Blank cells are asked for again.
      this.#later(AGAIN_MS)
    } finally {
      this.#isLoading = false
    }
  }

  #setGone(id: string, loaded: ReadonlySet<string>): void {
    this.#stale.delete(id)
    const row: RowCells = { name: { text: '', locale: '', isFileName: true }, fileName: '', byteSize: 0, cells: {} }
    this.#set(id, { ...this.of(id), row: this.of(id).row ?? row, loaded })
  }

  save(save: CellSave): void {
    this.#setDraft({ ...save, status: 'saving' })
    this.queue.add(save)
  }

  /** Keeps what the server has in place of what was typed. */
  discard({ id, field, locale }: Pick<CellSave, 'id' | 'field' | 'locale'>): void {
    this.#removeDraft(id, cellKey(field, locale))
    this.expire([id])
    this.#tell()
  }

  noteUndoable(undoable: Undoable): void {
    this.undoable.push(undoable)
    if (this.undoable.length > MOST_UNDOABLE) this.undoable.shift()
  }

  #take(save: CellSave, answer: SaveAnswer): void {
    const { id, field, locale } = save
    const key = cellKey(field, locale)
    const draft = this.of(id).drafts.get(key)
    if (answer.is === 'saved') {
      if (draft?.text === save.text) this.#removeDraft(id, key)
      this.put({ [id]: answer.row }, [{ field, locale }], { isPart: true })
      if (!save.isUndo) this.noteUndoable({ is: 'cell', save: { ...save, text: answer.row.cells[key]?.text ?? '' } })
      this.onSaved?.(id, answer.row)
    } else if (draft?.text === save.text)
      this.#setDraft(
        answer.is === 'conflict'
          ? { ...draft, status: 'conflict', theirs: answer.text, by: answer.by }
          : { ...draft, status: 'refused', reason: answer.reason },
      )
    this.onAnswer?.(save, answer)
  }

  #setDraft(draft: Draft): void {
    const known = this.of(draft.id)
    const drafts = new Map(known.drafts).set(cellKey(draft.field, draft.locale), draft)
    this.#set(draft.id, { ...known, drafts })
    this.#tell()
  }

  #removeDraft(id: string, key: string): void {
    const known = this.of(id)
    const drafts = new Map(known.drafts)
    drafts.delete(key)
    this.#set(id, { ...known, drafts })
  }

  #set(id: string, state: RowState): void {
    this.#rows.delete(id)
    this.#rows.set(id, state)
    if (this.#rows.size <= MOST_ROWS) return
    for (const [oldest, { drafts }] of this.#rows) {
      if (this.#rows.size <= MOST_ROWS) break
      if (drafts.size === 0) this.#rows.delete(oldest)
    }
  }

  #tell(): void {
    this.#changes++
    for (const listener of this.#listeners) listener()
  }
}
