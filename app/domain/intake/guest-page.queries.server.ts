import type { MetadataField } from '~/domain/metadata/field'
import { listFields } from '~/domain/metadata/fields.queries.server'
import type { Db } from '~/platform/db.server'
import { isId } from '~/platform/ids.server'
import type { Brief } from './brief'

/** Returns name and address of who made a brief, whom guests ask where no portal has a contact. */
export const creatorOfBrief = (db: Db, { createdBy }: Pick<Brief, 'createdBy'>) =>
  db.selectFrom('person').select(['name', 'email']).where('id', '=', createdBy).executeTakeFirst()

/** A field that a brief asks for, in the brief's order. */
export type AskedField = MetadataField & { isAskedRequired: boolean; isForAll: boolean }

/** Returns the fields in use that a brief asks for. */
export async function askedFields(db: Db, { fields }: Pick<Brief, 'fields'>): Promise<AskedField[]> {
  if (fields.length === 0) return []
  const known = new Map((await listFields(db)).map((field) => [field.id, field]))
  return fields.flatMap(({ fieldId, isRequired, isForAll }) => {
    const field = known.get(fieldId)
    return field && !field.retiredAt ? [{ ...field, isAskedRequired: isRequired, isForAll }] : []
  })
}

/** Returns when a guest submitted what, for its receipt; undefined for a submission of another guest. */
export async function findSubmission(db: Db, guestId: string, id: string | null | undefined) {
  if (!isId(id ?? undefined) || !id) return undefined
  return db
    .selectFrom('submission')
    .select(['id', 'submittedAt', 'message'])
    .select((eb) =>
      eb
        .selectFrom('submissionFile as file')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('file.submissionId', '=', 'submission.id')
        .where('file.isRelease', '=', false)
        .$asScalar()
        .$notNull()
        .as('files'),
    )
    .where('id', '=', id)
    .where('guestId', '=', guestId)
    .executeTakeFirst()
}
