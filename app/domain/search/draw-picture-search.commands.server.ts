import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { signed } from '~/domain/appearances/hamming-index'
import { lookColumns } from '~/domain/appearances/stored-look'
import { drawFile } from '~/domain/renditions/draw-file.server'
import { isConvertible } from '~/platform/converters/picture-of.server'
import { reasonNotDrawn } from '~/platform/converters/reason-not-drawn'
import type { Db } from '~/platform/db.server'
import { refusalBySniff, sniff } from '~/platform/files/sniff.server'
import { sha256Hex } from '~/platform/ids.server'
import { familyOf } from '~/platform/images/families'
import { hashPictureFile } from '~/platform/images/perceptual-hash.server'
import { isDecoded } from '~/platform/images/probe.server'
import type { Interruptible } from '~/platform/jobs'
import { removeFolder, temporaryFolder } from '~/platform/storage/local-copy.server'

export interface DrawServices extends Interruptible {
  db: Db
  tempDir: string
}

/**
 * Looks at a picture that somebody searches by, in the way of uploads and within their limits, and deletes its bytes. Notes why when
 * it cannot be looked at. Throws the signal's reason.
 */
export async function drawPictureSearch(services: DrawServices, searchId: string): Promise<void> {
  const { db, tempDir, signal } = services
  const search = await db
    .selectFrom('pictureSearch')
    .where('id', '=', searchId)
    .where('bytes', 'is not', null)
    .select(['bytes', 'fileName'])
    .executeTakeFirst()
  if (!search?.bytes) return
  const settle = (found: object) =>
    db
      .updateTable('pictureSearch')
      .set({ ...found, bytes: null })
      .where('id', '=', searchId)
      .execute()
  const workDir = await temporaryFolder(tempDir)
  try {
    await settle(await lookAt(search.bytes, search.fileName, workDir, signal))
  } catch (error) {
    signal?.throwIfAborted()
    const reason = reasonNotDrawn(error)
    if (reason === undefined) throw error
    await settle({ reason })
  } finally {
    await removeFolder(workDir)
  }
}

async function lookAt(bytes: Buffer, fileName: string, workDir: string, signal: AbortSignal | undefined) {
  const localPath = path.join(workDir, 'picture')
  await writeFile(localPath, bytes)
  const sniffed = await sniff(localPath, bytes, fileName)
  const isPicture = familyOf(sniffed.kind) === 'picture' && !refusalBySniff(sniffed, fileName)
  if (!isPicture || !(isDecoded(sniffed) || isConvertible(sniffed))) return { reason: 'no_picture' }
  const drawn = await drawFile({ localPath, outDir: workDir, sniffed, presets: ['thumb', 'preview'], signal })
  const [thumb, preview] = (['thumb', 'preview'] as const).map((name) =>
    drawn.rendered.find(({ preset }) => preset === name),
  )
  const hash = preview && (await hashPictureFile(preview.path, drawn))
  return {
    ...lookColumns(drawn.appearance),
    sha256: sha256Hex(bytes),
    hash: hash === undefined ? null : signed(hash),
    picture: thumb ? await readFile(thumb.path) : null,
  }
}
