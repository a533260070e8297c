import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '~/domain/audit/audit'
import { record } from '~/domain/audit/audit-log.commands.server'
import { foldersOfFile } from '~/domain/folders/folder'
import { ensureFolders } from '~/domain/folders/folders.commands.server'
import { findFolder } from '~/domain/folders/folders.queries.server'
import { actorOf } from '~/domain/identity/actor'
import { type ScanSettings, scanner } from '~/platform/converters/scan.server'
import { type Db, inTransaction } from '~/platform/db.server'
import { fingerprint } from '~/platform/files/fingerprint.server'
import { defineJob } from '~/platform/jobs'
import type { Staging } from '~/platform/storage/staging.server'
import { ingest } from './ingest.commands.server'
import type { UploadFacts } from './upload'

/** Inspects a finished upload: makes an asset of it, or notes why not. */
export const inspectUpload = defineJob('inspect_upload', {
  schema: z.strictObject({ uploadId: z.string() }),
  maxAttempts: 3,
  key: ({ uploadId }) => `inspect:${uploadId}`,
  priority: -1,
  run: ({ uploadId }, services: InspectServices) => inspect(services, uploadId),
  // The sender sees it and can try again.
  onExhausted: ({ uploadId }, { db }) => settle(db, uploadId, { state: 'failed', reason: 'internal' }),
})

interface InspectServices {
  db: Db
  staging: Staging
  env: ScanSettings
  /** Folder for temporary files. */
  tempDir: string
}

interface UploadToInspect {
  id: string
  fileName: string
  relativePath: string | null
  byteSize: number
  targetAssetId: string | null
  facts: UploadFacts
  personId: string
  personName: string
}

/** Running it twice changes nothing: an upload that was inspected does not wait any more. */
async function inspect({ db, staging, env, tempDir }: InspectServices, uploadId: string): Promise<void> {
  const upload = await findUploadToInspect(db, uploadId)
  if (!upload) return
  const digest = await fingerprint(await staging.read(upload.id))
  if (digest.byteSize !== upload.byteSize) throw new Error(`staged ${digest.byteSize} of ${upload.byteSize} bytes`)
  const actor = actorOf({ id: upload.personId, name: upload.personName })
  const { fileName, relativePath, facts } = upload
  const ingested = await staging.withLocalFile(upload.id, async (localPath) =>
    ingest(
      db,
      actor,
      {
        ...{ localPath, fileName, digest, relativePath: relativePath ?? undefined, note: facts.note },
        targetAssetId: (facts.answer === 'new_version' ? facts.assetId : upload.targetAssetId) ?? undefined,
        evenIfDuplicate: facts.answer !== undefined,
        folderId: await homeOf(db, actor, upload),
        templateId: facts.templateId,
      },
      {
        store: (key, mediaType, replaces) => staging.promote(upload.id, key, { mediaType, replaces }),
        scan: scanner(env, tempDir),
        settle: async (trx, { assetId }, held) => {
          await trx
            .updateTable('upload')
            .set({
              ...{ state: 'done', assetId, changedAt: sql<Date>`now()` },
              ...(held.length > 0 && { facts: JSON.stringify({ ...facts, held }) }),
            })
            .where('id', '=', upload.id)
            .execute()
        },
      },
    ),
  )
  if (ingested.outcome === 'taken') return staging.discard(upload.id)
  if (ingested.outcome === 'duplicate')
    return settle(db, upload.id, {
      state: 'duplicate',
      reason: null,
      facts: { ...facts, ...ingested.duplicate },
    })
  await inTransaction(db, async (trx) => {
    await settle(trx, upload.id, { state: 'refused', reason: ingested.reason, facts })
    const subject = { kind: 'upload' as const, id: upload.id, name: fileName }
    await record(trx, actor, 'upload.refused', subject, { reason: ingested.reason })
  })
  await staging.discard(upload.id)
}

/** Returns the folder of a new asset: the one it was uploaded to, or where its own folders were made below that. */
async function homeOf(db: Db, by: Actor, { facts, relativePath }: UploadToInspect): Promise<string | null> {
  const above = (await findFolder(db, facts.folderId))?.id ?? null
  return facts.keepsFolders ? ensureFolders(db, by, foldersOfFile(relativePath ?? ''), above) : above
}

async function settle(
  db: Db,
  id: string,
  { state, reason, facts }: { state: 'duplicate' | 'refused' | 'failed'; reason: string | null; facts?: UploadFacts },
): Promise<void> {
  await db
    .updateTable('upload')
    .set({ state, reason, changedAt: sql<Date>`now()`, ...(facts ? { facts: JSON.stringify(facts) } : {}) })
    .where('id', '=', id)
    .where('state', '=', 'inspecting')
    .execute()
}

const findUploadToInspect = (db: Db, id: string): Promise<UploadToInspect | undefined> =>
  db
    .selectFrom('upload')
    .innerJoin('person', 'person.id', 'upload.personId')
    .select(['upload.id', 'upload.fileName', 'upload.relativePath', 'upload.byteSize', 'upload.targetAssetId'])
    .select(['upload.personId', 'person.name as personName', sql<UploadFacts>`upload.facts`.as('facts')])
    .where('upload.id', '=', id)
    .where('upload.state', '=', 'inspecting')
    .executeTakeFirst()
