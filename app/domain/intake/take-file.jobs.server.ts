import { sql } from 'kysely'
import { z } from 'zod'
import { type ArrivedFile, ingest } from '~/domain/assets/ingest.commands.server'
import { guestActor } from '~/domain/guests/guests.commands.server'
import { submitForGuest } from '~/domain/review/submit-for-guest.commands.server'
import type { Db } from '~/platform/db.server'
import { fingerprint } from '~/platform/files/fingerprint.server'
import { defineJob } from '~/platform/jobs'
import type { Staging } from '~/platform/storage/staging.server'
import { relateReleases } from './releases.commands.server'
import { writeGuestTexts } from './write-guest-texts.commands.server'

/**
 * Makes an asset in review of a submitted file, or the next version of the asset that the file it replaces has become. It is done in
 * one transaction, so that a worker that dies leaves the file submitted, and the next one takes it.
 */
export const takeFile = defineJob('take_submission_file', {
  schema: z.strictObject({ fileId: z.uuid() }),
  maxAttempts: 10,
  key: ({ fileId }) => `take-file:${fileId}`,
  run: ({ fileId }, services: TakeServices) => take(services, fileId),
})

interface TakeServices {
  db: Db
  staging: Staging
}

async function take({ db, staging }: TakeServices, fileId: string): Promise<void> {
  const file = await findFileToTake(db, fileId)
  if (!file) return
  const digest = await fingerprint(await staging.read(file.stagedId))
  const actor = guestActor({ id: file.guestId, name: file.guestName })
  const note = file.message || undefined
  const result = await staging.withLocalFile(file.stagedId, (localPath) => {
    const { fileName, relativePath, folderId, templateId, targetAssetId } = file
    const arrived: ArrivedFile = {
      ...{ localPath, fileName, relativePath: relativePath ?? undefined, digest, note, evenIfDuplicate: true },
      ...(targetAssetId ? { targetAssetId } : { folderId, templateId: templateId ?? undefined }),
    }
    return ingest(db, actor, arrived, {
      store: (key, mediaType, replaces) => staging.promote(file.stagedId, key, { mediaType, replaces }),
      settle: async (trx, { assetId, versionId }) => {
        await trx
          .updateTable('submissionFile')
          .set({ state: 'taken', assetId, versionId, stagedId: null, changedAt: sql<Date>`now()` })
          .where('id', '=', fileId)
          .execute()
        await relateReleases(trx, actor, fileId)
        // A release is a document beside what is reviewed.
        if (file.isRelease) return
        if (!targetAssetId) await writeGuestTexts(trx, actor, { assetId, ...file })
        await submitForGuest(trx, actor, { assetId, versionId, fileName })
      },
    })
  })
  if (result.outcome === 'refused')
    await db
      .updateTable('submissionFile')
      .set({ state: 'rejected', note: result.reason, changedAt: sql<Date>`now()` })
      .where('id', '=', fileId)
      .where('state', '=', 'submitted')
      .execute()
  await staging.discard(file.stagedId)
}

const findFileToTake = (db: Db, id: string) =>
  db
    .selectFrom('submissionFile as file')
    .innerJoin('submission', 'submission.id', 'file.submissionId')
    .innerJoin('brief', 'brief.id', 'file.briefId')
    .innerJoin('guest', 'guest.id', 'file.guestId')
    .leftJoin('submissionFile as replaced', 'replaced.id', 'file.replacesId')
    .where('file.id', '=', id)
    .where('file.state', '=', 'submitted')
    .select(['file.stagedId', 'file.fileName', 'file.relativePath', 'file.briefId', 'file.isRelease'])
    .select('submission.message')
    .select(['guest.id as guestId', 'guest.name as guestName', 'guest.locale', 'brief.folderId', 'brief.templateId'])
    .select(['replaced.assetId as targetAssetId', sql<Record<string, string>>`file.texts`.as('texts')])
    .$narrowType<{ stagedId: string }>()
    .executeTakeFirst()
