import { z } from 'zod'
import { LibraryColumns } from './library-columns'

export const VIEWS = ['grid', 'table'] as const
export const DENSITIES = ['s', 'm', 'l'] as const

/** How a person looks at the library: kept with the account, the same in every browser. */
export interface LibraryLook {
  view: (typeof VIEWS)[number]
  /** Size of tiles and rows, the smallest first. */
  density: (typeof DENSITIES)[number]
  /** Whether the panel with the details of a file is open beside the result. */
  panel: 'open' | 'closed'
  /** Columns of the table; `columnsIn` reads them. */
  columns: LibraryColumns
}

/** A change of the look. It has at least one part. */
export const LibraryLookInput = z
  .strictObject({
    view: z.enum(VIEWS).optional(),
    density: z.enum(DENSITIES).optional(),
    panel: z.enum(['open', 'closed']).optional(),
    columns: LibraryColumns.optional(),
  })
  .refine(({ view, density, panel, columns }) => view ?? density ?? panel ?? columns)
export type LibraryLookInput = z.output<typeof LibraryLookInput>
