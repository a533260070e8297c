import type { Appearance } from '~/platform/images/appearance.server'
import type { MainColour } from '~/platform/images/main-colours'
import { codeOf, colourOfCode } from './colour-code'
import type { Look } from './unlikeness'

/** Changes when pictures are read or their places are found in another way: all are then read anew. */
export const APPEARANCE_RECIPE = 1

/** The columns that say what a picture looks like. */
export interface LookColumns {
  colours: number[]
  shares: number[]
  layout: Buffer
}

export const lookColumns = ({ colours, layout }: Appearance): LookColumns => ({
  colours: colours.map(({ lab }) => codeOf(lab)),
  shares: colours.map(({ share }) => Math.round(100 * share)),
  layout: Buffer.from(layout),
})

/** Returns the colours of a row; none where there is no row. */
export const coloursOf = ({ colours, shares }: { colours: number[] | null; shares: number[] | null }): MainColour[] =>
  (colours ?? []).map((code, at) => ({ lab: colourOfCode(code), share: (shares?.[at] ?? 0) / 100 }))

/** Returns what the columns say. */
export const lookOf = (columns: LookColumns): Look => ({ layout: columns.layout, colours: coloursOf(columns) })
