import { sql } from 'kysely'
import { originalKey } from '~/domain/assets/ingest.commands.server'
import { findSource } from '~/domain/renditions/recipes.queries.server'
import { creditOf, sniffedOf } from '~/domain/renditions/rendition-work'
import { reasonNotDrawn } from '~/platform/converters/reason-not-drawn'
import { makeSized } from '~/platform/converters/sized-form.server'
import type { Db } from '~/platform/db.server'
import type { PresetSettings } from '~/platform/images/preset-settings'
import { samplePicture } from '~/platform/images/sample-picture.server'
import type { Interruptible } from '~/platform/jobs'
import type { Storage } from '~/platform/storage'
import { removeFolder, temporaryFolder, withLocalCopy } from '~/platform/storage/local-copy.server'
import type { SampledFile } from './sample'
import { filesToSample } from './samples.queries.server'

interface Services extends Interruptible {
  db: Db
  storage: Storage
  tempDir: string
}

/** A sample that nobody waits for any more is not made. */
const WAITED_FOR_SECONDS = 45

/**
 * Makes a sample: up to three files of the library by settings that are not saved. The files that it makes are measured and
 * removed; of each a small picture is kept until the form has it. Throws the signal's reason.
 */
export async function makeSample(services: Services, sampleId: string): Promise<void> {
  const { db } = services
  const sample = await db
    .selectFrom('presetSample')
    .where('id', '=', sampleId)
    .where('result', 'is', null)
    .where(sql<boolean>`asked_at > now() - make_interval(secs => ${WAITED_FOR_SECONDS})`)
    .select(['kinds', sql<PresetSettings>`settings`.as('settings')])
    .executeTakeFirst()
  if (!sample) return
  const result: SampledFile[] = []
  for (const { versionId, ...file } of await filesToSample(db, sample.kinds))
    result.push({ ...file, ...(await sampled(services, versionId, sample.settings)) })
  await db
    .updateTable('presetSample')
    .set({ result: JSON.stringify(result) })
    .where('id', '=', sampleId)
    .execute()
}

async function sampled(
  { db, storage, tempDir, signal }: Services,
  versionId: string,
  settings: PresetSettings,
): Promise<Pick<SampledFile, 'made' | 'reason'>> {
  const source = await findSource(db, versionId)
  if (!source) return { reason: 'unknown' }
  const workDir = await temporaryFolder(tempDir)
  const began = performance.now()
  try {
    const form = await withLocalCopy(storage, originalKey(source.sha256), tempDir, (localPath) =>
      makeSized(
        { localPath, sniffed: sniffedOf(source), workDir, signal },
        { settings },
        { credit: creditOf(source), edit: source.edit },
      ),
    )
    const took = Math.round(performance.now() - began)
    const { width, height, byteSize, mediaType } = form
    const picture = mediaType.startsWith('image/') ? await samplePicture(form.file) : undefined
    return { made: { width, height, byteSize, mediaType, took, picture } }
  } catch (error) {
    signal?.throwIfAborted()
    const reason = reasonNotDrawn(error)
    if (reason === undefined) throw error
    return { reason }
  } finally {
    await removeFolder(workDir)
  }
}
