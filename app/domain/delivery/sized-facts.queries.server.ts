import { sql } from 'kysely'
import type { AssetFacts, Viewer } from '~/domain/access/access'
import { assetFacts, PINNED_OR_APPROVED } from '~/domain/access/authorize.server'
import { approvedAt } from '~/domain/assets/approved-at.server'
import { editRecipeOf } from '~/domain/assets/current-edit.server'
import { isBrokenOriginal } from '~/domain/assets/object-findings.queries.server'
import { publicCreditRow } from '~/domain/metadata/value-sql.server'
import type { Credited, Edited } from '~/domain/renditions/recipes.queries.server'
import type { Db } from '~/platform/db.server'
import { changesPixels } from '~/platform/images/edit-recipe'
import { isWrittenFormat, type PresetSettings } from '~/platform/images/preset-settings'
import type { WhichVersions } from './deliverables.queries.server'

/** An asset with every fact of the decision, and the version of it that renditions for downloads are made of. */
export interface SizedFacts extends AssetFacts {
  version: Credited &
    Edited & {
      id: string
      fileName: string
      extension: string
      kind: string
      width: number | null
      height: number | null
      approvedAt: Date
      /** Whether pictures can be made of the file as far as is known. */
      isConvertible: boolean
      /** Whether the stored original is known to be missing or damaged. */
      isBroken: boolean
    }
}

/**
 * Whether there can be a form by these settings. A drawing is written from the file itself, so that one of an edited version would
 * show what the edit took away.
 */
export const mayHaveForm = (
  { isConvertible, edit }: SizedFacts['version'],
  { format }: Pick<PresetSettings, 'format'>,
): boolean => isConvertible && !(isWrittenFormat(format) && edit && changesPixels(edit))

/** Loads facts and versions; assets without such a version are left out. */
export async function loadSizedFacts(db: Db, viewer: Viewer, which: WhichVersions): Promise<SizedFacts[]> {
  const rows = await assetFacts(db, viewer)
    .innerJoin('assetVersion as version', (join) =>
      join
        .onRef('version.assetId', '=', 'asset.id')
        .on('version.id', '=', which.kind === 'given' ? sql<string>`${which.versionId}::uuid` : PINNED_OR_APPROVED),
    )
    .innerJoinLateral(publicCreditRow('asset.id').as('credit'), (join) => join.onTrue())
    .where(
      which.kind === 'given'
        ? sql<boolean>`version.id = ${which.versionId}`
        : sql<boolean>`asset.id = any(${which.assetIds}::uuid[])`,
    )
    .select(editRecipeOf(sql.ref('version.id')).as('edit'))
    .select(['version.id as versionId', 'version.fileName', 'version.extension', 'version.kind'])
    .select(['version.width', 'version.height', 'version.unpreviewableReason'])
    .select(isBrokenOriginal(sql.ref('version.sha256')).as('isBroken'))
    .select(['credit.creator', 'credit.copyrightNotice', 'credit.creditLine'])
    .select(approvedAt.as('approvedAt'))
    .execute()
  return rows.map(
    ({ versionId, fileName, extension, kind, width, height, unpreviewableReason, isBroken, approvedAt, ...row }) => {
      const { creator, copyrightNotice, creditLine, edit, ...facts } = row
      const file = { id: versionId, fileName, extension, kind, width, height, approvedAt }
      const credit = { creator, copyrightNotice, creditLine }
      return { ...facts, version: { ...file, ...credit, edit, isConvertible: unpreviewableReason === null, isBroken } }
    },
  )
}
