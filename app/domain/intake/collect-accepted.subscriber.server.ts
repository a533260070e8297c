import { sql } from 'kysely'
import { defineSubscriber } from '~/domain/audit/events.server'
import { addToCollection } from '~/domain/collections/collections.commands.server'
import type { Db } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'

/** Puts files of guests that were accepted into the collection of their brief. */
export const collectAccepted = defineSubscriber('collect_accepted', {
  maxAttempts: 5,
  receive: async (events, { db }: { db: Db }) => {
    const ids = events.flatMap(({ subjectId }) => subjectId ?? [])
    const rows = await db
      .selectFrom('submissionFile as file')
      .innerJoin('asset', 'asset.approvedVersionId', 'file.versionId')
      .innerJoin('brief', 'brief.id', 'file.briefId')
      .innerJoin('collection', 'collection.id', 'brief.collectionId')
      .innerJoin('person', 'person.id', 'brief.createdBy')
      .where('asset.id', '=', sql<string>`any(${ids}::uuid[])`)
      .where('collection.deletedAt', 'is', null)
      .select(['asset.id as assetId', 'collection.id as collectionId', 'person.id as personId', 'person.name'])
      .orderBy('file.createdAt')
      .execute()
    // In the name of who asked for it.
    for (const { assetId, collectionId, personId, name } of rows)
      await addToCollection(db, { kind: 'person', id: personId, name }, collectionId, { assetIds: [assetId] }).catch(
        (error) => {
          if (!(error instanceof DomainError && error.code === 'collection.unknown')) throw error
        },
      )
  },
})
