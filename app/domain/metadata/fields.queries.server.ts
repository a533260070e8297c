import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import type { Localized } from '~/platform/language'
import { appliesTo, type MetadataField, type MetadataGroup } from './field'

const fields = (db: Db) =>
  db
    .selectFrom('metadataField as field')
    .innerJoin('metadataGroup as group', 'group.id', 'field.groupId')
    .select(['field.id', 'field.key', 'field.type', 'group.key as group', 'field.kinds', 'field.isRequired'])
    .select(['field.isRequiredForApproval', 'field.isLocalizable', 'field.isPublic', 'field.isSearchable'])
    .select(['field.isFacet', 'field.allowsCorrections', 'field.mostLength', 'field.tags', 'field.vocabularyId'])
    .select(['field.isBuiltIn', 'field.retiredAt'])
    .select([sql<Localized>`field.labels`.as('labels'), sql<Localized>`field.help`.as('help')])

/** Returns all fields by group in their order; retired ones are last of their group. */
export const listFields = (db: Db): Promise<MetadataField[]> =>
  fields(db)
    .orderBy('group.position')
    .orderBy('group.id')
    .orderBy(sql`field.retired_at is not null`)
    .orderBy('field.position')
    .orderBy('field.id')
    .execute()

/** Returns the fields in use that assets of a kind have, by group in their order. */
export const fieldsOfKind = async (db: Db, kind: string): Promise<MetadataField[]> =>
  (await listFields(db)).filter((field) => !field.retiredAt && appliesTo(field, kind))

/** Returns the fields in use that the asset has by its kind; none when there is no such asset. */
export async function fieldsOfAsset(db: Db, assetId: string): Promise<MetadataField[]> {
  const asset = await db.selectFrom('asset').select('kind').where('id', '=', assetId).executeTakeFirst()
  return asset ? fieldsOfKind(db, asset.kind) : []
}

/** Returns a field, retired or not; undefined when there is none of this key. */
export const findField = (db: Db, key: string): Promise<MetadataField | undefined> =>
  fields(db).where('field.key', '=', key).executeTakeFirst()

/** Returns all groups in their order. */
export const listGroups = (db: Db): Promise<MetadataGroup[]> =>
  db
    .selectFrom('metadataGroup')
    .select(['id', 'key', sql<Localized>`labels`.as('labels')])
    .orderBy('position')
    .orderBy('id')
    .execute()
