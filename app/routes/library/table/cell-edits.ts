import { CellsInput } from '~/domain/cells/cell'
import { cellTexts } from '~/domain/cells/cell-texts.queries.server'
import { type PlannedCells, planCells } from '~/domain/cells/plan-cells.commands.server'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { listFields } from '~/domain/metadata/fields.queries.server'
import { staffAction, withoutPage } from '~/http/route.server'

/** What a change of many cells would do, with the titles and texts of some of it. */
export interface CellEditPlan extends Omit<PlannedCells, 'examples'> {
  examples: { assetId: string; title: string; field: string; locale: string; before: string; after: string }[]
}

const MOST_SHOWN = 12

/** Stores a change of many cells and returns what it would do. */
export const action = withoutPage(
  staffAction('editor', CellsInput, async ({ db, person, viewer, now, input, locale }) => {
    const { examples, ...plan } = await planCells({ db, viewer, now }, person, input, locale)
    const changes = examples.flatMap((row) => row.changes.map((change) => ({ assetId: row.assetId, ...change })))
    const shown = changes.slice(0, MOST_SHOWN)
    const ids = shown.map(({ assetId }) => assetId)
    const assets = await staffAssets({ db, viewer, now }, ids, locale)
    const titles = new Map(assets.map(({ id, title }) => [id, title]))
    const textOf = await cellTexts(
      db,
      shown.flatMap(({ before, values }) => [before, values]),
      locale,
    )
    const keys = new Map((await listFields(db)).map(({ id, key }) => [id, key]))
    const told: CellEditPlan = {
      ...plan,
      examples: shown.map(({ assetId, fieldId, locale: language, before, values }) => ({
        ...{ assetId, title: titles.get(assetId) ?? '', field: keys.get(fieldId) ?? '', locale: language },
        ...{ before: textOf(fieldId, before), after: textOf(fieldId, values) },
      })),
    }
    return { plan: told }
  }),
)
