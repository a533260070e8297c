import { useTranslation } from 'react-i18next'
import type { CellAct, Cells } from '~/domain/cells/cell'
import { MOST_ROWS } from '~/domain/cells/cell'
import type { StaffAsset } from '~/domain/delivery/staff-assets.queries.server'
import { headerOfField } from '~/domain/spreadsheets/columns'
import type { ResultPages } from '../result/result-pages'
import { type CellPlace, type CellRange, isSingle, pastedAt, pastedOver, rowsIn } from './cell-range'
import { type CellTarget, type TableContent, targetOf } from './cell-target'
import { onOneLine } from './cell-text'
import { cellColumns, isLong } from './columns'
import { PasteTooLarge, parseTsv, writeTsv } from './tsv'
import type { useCellEdits } from './use-cell-edits'

interface RangeActs {
  content: TableContent
  pages: ResultPages<StaffAsset>
  edits: ReturnType<typeof useCellEdits>
  announce: (text: string) => void
}

/** Returns what is done with a range of cells: copy, paste, fill down, clear, undo. */
export function useRangeActs({ content, pages, edits, announce }: RangeActs) {
  const { t } = useTranslation('table')
  const { store } = content
  const targetAt = ({ row, column }: CellPlace) => targetOf(content, pages.at(row), column)

  /** Changes the cells of a range to what `textAt` says of each; undefined leaves one as it is. `asked` is the range of a paste. */
  const change = async (
    act: CellAct,
    range: CellRange,
    textAt: (at: CellPlace) => string | undefined,
    asked?: CellRange,
  ) => {
    const first = targetAt({ row: range.top, column: range.start })
    if (isSingle(range)) {
      const text = textAt({ row: range.top, column: range.start })
      if (first.because) announce(t(`read_only.${first.because}`))
      else if (text !== undefined) saveCell(content, first.target, text)
      return
    }
    if (!content.mayEdit) return announce(t('read_only.role'))
    if (rowsIn(range) > MOST_ROWS) return edits.tell(t('many.too_many', { count: MOST_ROWS }))
    try {
      const assets = await pages.load(range.top, range.bottom)
      // The name of a file is in a language of its own.
      if (range.start === 0)
        await store.ensure(
          assets.map(({ id }) => id),
          cellColumns(content.columns),
        )
      const cells = cellsFor(content, range, { assets, textAt })
      if (cells.rows.length === 0) announce(t('read_only.fact'))
      else await edits.propose(act, cells, asked && filled(asked, textAt) - filledIn(cells))
    } catch {
      edits.tell(t('many.failed'))
    }
  }

  return {
    /** Returns the texts of a range as spreadsheets take them; undefined, and says so, where some are not loaded. */
    copy: (range: CellRange): string | undefined => {
      const rows: string[][] = []
      for (let row = range.top; row <= range.bottom; row++) {
        const asset = pages.at(row)
        const texts: string[] = []
        for (let column = range.start; column <= range.end; column++) {
          const text = asset && shownAt(content, asset, column)
          if (text === undefined) {
            announce(t('copy.not_loaded'))
            return undefined
          }
          texts.push(text)
        }
        rows.push(texts)
      }
      announce(t('copy.done', { count: rows.length * (rows[0]?.length ?? 0) }))
      return writeTsv(rows)
    },
    paste: async (range: CellRange, text: string) => {
      try {
        const block = parseTsv(text)
        const asked = pastedOver(range, block)
        const over = clipped(asked, pages.total, content.columns.length)
        const textAt = ({ row, column }: CellPlace) =>
          pastedAt(block, { row: row - over.top, column: column - over.start })
        await change('paste', over, textAt, asked)
      } catch (error) {
        edits.tell(t(error instanceof PasteTooLarge ? 'many.too_large' : 'many.failed'))
      }
    },
    fill: async (range: CellRange) => {
      if (rowsIn(range) === 1) return announce(t('fill.one_row'))
      const texts = new Map<number, string>()
      for (let column = range.start; column <= range.end; column++) {
        const { target } = targetAt({ row: range.top, column })
        if (target) texts.set(column, target.text)
      }
      if (texts.size === 0) return announce(t('read_only.fact'))
      await change('fill', range, ({ column }) => texts.get(column))
    },
    clear: (range: CellRange) => change('clear', range, () => ''),
    undo: async () => {
      const last = store.undoable.pop()
      if (!last) return announce(t('undo.nothing'))
      if (last.is === 'many') return edits.undo(last.editId, last.ids)
      const { save } = last
      store.save({ ...save, text: save.before, before: save.text, isUndo: true })
      announce(t('undo.cell'))
    },
  }
}

/** Saves a text of a cell, if it differs from what is shown. */
export function saveCell({ store }: Pick<TableContent, 'store'>, target: CellTarget, text: string): void {
  const { id, field, locale, before } = target
  const clean = isLong(field) ? text.trim() : onOneLine(text)
  if (clean !== target.text) store.save({ id, field: field.key, locale, before, text: clean })
}

function shownAt(content: TableContent, asset: StaffAsset, place: number): string | undefined {
  const column = content.columns[place - 1]
  if (place === 0) return content.store.of(asset.id).row?.name.text ?? asset.title
  if (column?.of === 'field') return content.store.textOf(asset.id, { field: column.field.key, locale: column.locale })
  return column ? factText(content, asset, column.fact) : ''
}

/** A fact as it is copied: numbers and instants as other programs read them. */
function factText({ store }: TableContent, asset: StaffAsset, fact: string): string {
  const row = store.of(asset.id).row
  const facts: Record<string, string | undefined> = {
    ...{ type: asset.kind, state: asset.state, file_name: row?.fileName, size: row && String(row.byteSize) },
    ...{ pixels: asset.width && asset.height ? `${asset.width} × ${asset.height}` : '' },
    ...{ embargo: asset.embargoUntil?.toISOString(), expires: asset.expiresAt?.toISOString() },
    added: asset.createdAt.toISOString(),
  }
  return facts[fact] ?? ''
}

const clipped = (range: CellRange, rows: number, columns: number): CellRange => ({
  ...range,
  bottom: Math.min(range.bottom, rows - 1),
  end: Math.min(range.end, columns),
})

/** Returns the cells of a range as they are sent: columns that cannot be edited and cells without a text are left out. */
function cellsFor(
  content: TableContent,
  range: CellRange,
  { assets, textAt }: { assets: readonly StaffAsset[]; textAt: (at: CellPlace) => string | undefined },
): Cells {
  const [heads, texts] = [new Map<string, number>(), new Map<string, number>()]
  const placeIn = (known: Map<string, number>, text: string) => {
    const place = known.get(text) ?? known.size
    known.set(text, place)
    return place
  }
  const rows = assets.flatMap((asset, index): Cells['rows'] => {
    const row = range.top + index
    const cells: [header: string, text: number][] = []
    for (let column = range.start; column <= range.end; column++) {
      const header = headerAt(content, asset, column)
      const text = textAt({ row, column })
      if (header && text !== undefined) cells.push([header, placeIn(texts, text)])
    }
    if (cells.length === 0) return []
    const head = placeIn(heads, JSON.stringify(cells.map(([header]) => header)))
    return [{ asset: asset.id, number: row + 1, head, texts: cells.map(([, text]) => text) }]
  })
  return { heads: [...heads.keys()].map((head) => JSON.parse(head) as string[]), texts: [...texts.keys()], rows }
}

/** Returns how many cells of a range get a text that is not empty. */
function filled(range: CellRange, textAt: (at: CellPlace) => string | undefined): number {
  let count = 0
  for (let row = range.top; row <= range.bottom; row++)
    for (let column = range.start; column <= range.end; column++) if (textAt({ row, column })) count++
  return count
}

const filledIn = ({ texts, rows }: Cells): number =>
  rows.reduce((count, row) => count + row.texts.filter((place) => texts[place]).length, 0)

/** Returns the header of a column for an asset, whose name may be in a language of its own; nothing for a fact. */
function headerAt({ columns, title, store }: TableContent, asset: StaffAsset, place: number): string | undefined {
  const column = columns[place - 1]
  if (column) return column.of === 'field' ? headerOfField(column.field.key, column.locale) : undefined
  const locale = store.of(asset.id).row?.name.locale ?? 'en'
  return title && place === 0 ? headerOfField(title.key, locale) : undefined
}
