import type { RowCells } from '~/domain/cells/cell'
import { cellKey } from '~/domain/cells/cell'
import { urls } from '~/urls'
import { post, type Refused, reasonOf } from '../post'
import type { CellSource } from './cell-store'

type Answered = Refused & { row?: RowCells; conflict?: { text: string; by?: string } }

/** Returns the cells of the library, over HTTP, for a person: what they typed is not sent for whoever signed in after them. */
export const cellsFor = (person: string): CellSource => ({
  async load(ids, columns) {
    const asked = columns.map(({ field, locale }) => cellKey(field, locale)).join(',')
    const response = await fetch(urls.library.cells({ ids: ids.join(','), columns: asked }), JSON_ONLY)
    if (!response.ok) throw new Error(`status ${response.status}`)
    return ((await response.json()) as { cells: Record<string, RowCells> }).cells
  },
  async send({ id, field, locale, before, text }) {
    const cell = { asset: id, person, field, locale, before, text }
    const answer = await post<Answered>(urls.library.cells(), cell)
    if (answer.row) return { is: 'saved', row: answer.row }
    if (answer.conflict) return { is: 'conflict', ...answer.conflict }
    return { is: 'refused', reason: reasonOf(answer) }
  },
})

const JSON_ONLY = { headers: { accept: 'application/json' } }
