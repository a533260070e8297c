import type { RowCells } from '~/domain/cells/cell'
import { cellKey } from '~/domain/cells/cell'
import { urls } from '~/urls'
import type { CellSource } from './cell-store'
import { Unreachable } from './save-queue'

interface Refused {
  result?: { error?: Record<string, string[] | null> | null }
  code?: string
  message?: string
}
type Answered = Refused & { row?: RowCells; conflict?: { text: string; by?: string } }

/** Cells of the library, over HTTP. */
export const CELLS: CellSource = {
  async load(ids, columns) {
    const asked = columns.map(({ field, locale }) => cellKey(field, locale)).join(',')
    const response = await fetch(urls.library.cells({ ids: ids.join(','), columns: asked }), JSON_ONLY)
    if (!response.ok) throw new Error(`status ${response.status}`)
    return ((await response.json()) as { cells: Record<string, RowCells> }).cells
  },
  async send({ id, field, locale, before, text }) {
    const answer = await post<Answered>(urls.library.cells(), { asset: id, field, locale, before, text })
    if (answer.row) return { is: 'saved', row: answer.row }
    if (answer.conflict) return { is: 'conflict', ...answer.conflict }
    return { is: 'refused', reason: reasonOf(answer) }
  },
}

const JSON_ONLY = { headers: { accept: 'application/json' } }

/** Posts a form and returns the data of the answer. Throws Unreachable when none came, or one of a broken server. */
export async function post<T>(address: string, fields: Record<string, string>): Promise<T & Refused> {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  const response = await fetch(address, { method: 'POST', body, ...JSON_ONLY }).catch(() => {
    throw new Unreachable()
  })
  const answer = (await response.json().catch(() => undefined)) as (T & Refused) | undefined
  if (response.redirected || answer?.code === 'sign_in.required') throw new Unreachable(true)
  if (!answer || response.status >= 500 || response.status === 429) throw new Unreachable()
  return answer
}

/** Returns why a form was refused, in the language of the page. */
export const reasonOf = ({ result, message }: Refused): string =>
  Object.values(result?.error ?? {})
    .flatMap((messages) => messages ?? [])
    .join(' ') ||
  message ||
  ''
