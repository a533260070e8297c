import { sql } from 'kysely'
import type { Actor } from '~/domain/audit/audit'
import type { Tx } from '~/platform/db.server'
import type { Content, MetadataValue, ValueChange } from './value'

/** A change of a value that was made. */
export interface MadeChange extends ValueChange {
  /** What the field had in this language. */
  before: readonly MetadataValue[]
}

/** What changes come of, beside the person who made them. */
export interface ChangeSource {
  /** The change of many assets that they are part of. */
  editId?: string | null
  /** The template that says so. */
  templateId?: string | null
  /** The version whose file says so. */
  versionId?: string | null
}

/** Keeps changes in the history of their assets: who made them, from what to what, and what they come of. */
export async function keepChanges(
  trx: Tx,
  by: Actor,
  changes: readonly (ValueChange & { before: readonly Content[] })[],
  { editId = null, templateId = null, versionId = null }: ChangeSource = {},
): Promise<void> {
  if (changes.length === 0) return
  const rows = changes.map(({ assetId, fieldId, locale = '', before, values }) => ({
    ...{ asset_id: assetId, field_id: fieldId, locale },
    ...{ before: before.map(contentOnly), after: values.map(contentOnly) },
  }))
  await sql`insert into metadata_change
      (asset_id, field_id, locale, before, after, actor_kind, actor_id, actor_name, edit_id, template_id, version_id)
    select asset_id, field_id, locale, before, after, ${by.kind}, ${by.id ?? null}, ${by.name}, ${editId}::uuid,
      ${templateId}::uuid, ${versionId}::uuid
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as made(asset_id uuid, field_id smallint, locale text, before jsonb, after jsonb)`.execute(trx)
}

const contentOnly = ({ text, number, day, flag, termId, otherId, namedPersonId, place }: Content): Content => ({
  ...{ text, number, day, flag, termId, otherId, namedPersonId, place },
})
