import { sql } from 'kysely'
import type { ViewScope } from '~/domain/access/access'
import { curates } from '~/domain/access/decide'
import { LAST_BUILT_IN } from '~/domain/metadata/built-in'
import type { Localized } from '~/platform/language'
import { prepared } from '~/platform/prepared.server'
import type { SearchedField } from './searched-field'

/** Returns the custom fields that a viewer may search, in the order of the schema: for outsiders those that are public. */
export const searchedFields = ({ db, viewer }: Pick<ViewScope, 'db' | 'viewer'>): Promise<SearchedField[]> => {
  const fields = db
    .selectFrom('metadataField as field')
    .modifyFront(prepared)
    .innerJoin('metadataGroup as group', 'group.id', 'field.groupId')
    .where('field.id', '>', LAST_BUILT_IN)
    .where('field.retiredAt', 'is', null)
    .select(['field.id', 'field.key', 'field.type', 'field.kinds', 'field.isFacet', 'field.isSearchable'])
    .select(['field.vocabularyId', sql<Localized>`field.labels`.as('labels')])
    .orderBy('group.position')
    .orderBy('group.id')
    .orderBy('field.position')
    .orderBy('field.id')
  return (curates(viewer) ? fields : fields.where('field.isPublic', '=', true)).execute()
}
