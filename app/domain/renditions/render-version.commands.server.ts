import { originalKey } from '~/domain/assets/ingest.commands.server'
import type { Db } from '~/platform/db.server'
import { familyOf } from '~/platform/images/families'
import type { RenditionPreset } from '~/platform/images/preset-recipes'
import type { Interruptible } from '~/platform/jobs'
import type { Storage } from '~/platform/storage'
import { removeFolder, temporaryFolder, withLocalCopy } from '~/platform/storage/local-copy.server'
import { makeClean } from './make-clean.commands.server'
import { makeMedia } from './make-media.commands.server'
import { makePictures } from './make-pictures.commands.server'
import { noteUnmade, rowsOf } from './outcomes.commands.server'
import { findSource, recipeOf, type Source, wantedOf } from './recipes.queries.server'
import { isMedia, isPicture } from './rendition-work'

/** What renditions are made with. */
export interface RenderServices extends Interruptible {
  db: Db
  storage: Storage
  tempDir: string
}

interface Payload {
  versionId: string
}

/** What is made together: `pictures` and the `clean` original at once, `media` (films, sounds, documents, contents) after them. */
export type Part = 'pictures' | 'clean' | 'media'

/**
 * Makes the renditions of a version that are missing or have another recipe or credit, of the parts that are asked for.
 * Stores the bytes first, then makes them visible in one transaction. Stores the reason where there is no decoder or converter
 * for the file; marks a file that its decoder refuses as failed, which can be retried. Throws the signal's reason.
 */
export async function renderVersion(
  { db, storage, tempDir, signal }: RenderServices,
  payload: Payload,
  parts: readonly Part[] = ['pictures', 'clean'],
): Promise<void> {
  const source = await findSource(db, payload.versionId)
  if (!source) return
  const missing = await missingOf(db, source)
  const [pictures, media] = [missing.filter(isPicture(source)), missing.filter(isMedia(source))]
  const asked = [
    ...(parts.includes('pictures') && pictures.length > 0 ? ['pictures' as const] : []),
    ...(parts.includes('clean') && missing.includes('clean') ? ['clean' as const] : []),
    ...(parts.includes('media') && media.length > 0 ? ['media' as const] : []),
  ]
  if (asked.length === 0) return
  await withLocalCopy(storage, originalKey(source.sha256), tempDir, async (localPath) => {
    for (const part of asked) {
      signal?.throwIfAborted()
      const outDir = await temporaryFolder(tempDir)
      const work = { db, storage, source, outDir, localPath, signal }
      try {
        if (part === 'clean') await makeClean(work)
        else if (part === 'pictures') await makePictures(work, pictures)
        else await makeMedia(work, media)
      } finally {
        await removeFolder(outDir)
      }
    }
  })
}

/** Returns whether it is a film of which forms are left to be made, or any other version; undefined when none are. */
export async function mediaLeft(db: Db, versionId: string): Promise<{ isFilm: boolean } | undefined> {
  const source = await findSource(db, versionId)
  if (!source || !(await missingOf(db, source)).some(isMedia(source))) return undefined
  return { isFilm: familyOf(source.kind) === 'film' }
}

/** Called when the last attempt failed internally: marks the renditions failed, for staff and the hourly job to retry. */
export async function renditionsFailed(db: Db, { versionId }: Payload, parts: readonly Part[]): Promise<void> {
  const source = await findSource(db, versionId)
  if (!source) return
  const missing = (await missingOf(db, source)).filter((preset) =>
    parts.some((part) =>
      part === 'clean' ? preset === 'clean' : (part === 'media' ? isMedia : isPicture)(source)(preset),
    ),
  )
  await noteUnmade(db, source, missing, { state: 'failed', reason: 'internal', isFinal: false })
}

async function missingOf(db: Db, source: Source): Promise<RenditionPreset[]> {
  const rows = await rowsOf(db, source.versionId)
  const isThere = (preset: RenditionPreset) =>
    rows.some(
      (row) =>
        row.preset === preset &&
        row.recipe === recipeOf(preset, source) &&
        (row.state === 'made' || row.state === 'impossible'),
    )
  return wantedOf(source).filter((preset) => !isThere(preset))
}
