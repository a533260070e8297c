import { storeAppearance } from '~/domain/appearances/store-appearance.commands.server'
import { notePicture } from '~/domain/assets/versions.commands.server'
import { ConvertError } from '~/platform/converters/convert-error'
import { isConvertible } from '~/platform/converters/picture-of.server'
import { ImageError } from '~/platform/images/image-error'
import type { PresetName } from '~/platform/images/presets'
import { isDecoded } from '~/platform/images/probe.server'
import { enqueue } from '~/platform/queue.server'
import { drawFile } from './draw-file.server'
import { hashPicture } from './hash-picture.jobs.server'
import type { MadeRendition } from './made-rendition'
import { noteUnmade, pointAt } from './outcomes.commands.server'
import { creditOf, type RenditionWork, renditionKey, sniffedOf } from './rendition-work'

/** Draws pictures of a version, from the file itself or from what a converter makes of it; notes why there are none. */
export async function makePictures(work: RenditionWork, presets: readonly PresetName[]): Promise<void> {
  const { db, storage, source } = work
  const { unpreviewableReason: reason } = source
  if (reason) return noteUnmade(db, source, presets, { state: 'impossible', reason, isFinal: true })
  const sniffed = sniffedOf(source)
  if (!isDecoded(sniffed) && !isConvertible(sniffed)) {
    const unmade = { state: 'impossible', reason: 'no_decoder_other', isFinal: true } as const
    return noteUnmade(db, source, presets, unmade)
  }
  try {
    const { rendered, appearance, thumbhash, needsDarkBackdrop, size, attention } = await drawFile({
      ...{ localPath: work.localPath, outDir: work.outDir, signal: work.signal, sniffed, presets },
      ...{ credit: creditOf(source), edit: source.edit },
    })
    const made: MadeRendition[] = []
    for (const { path: file, ...facts } of rendered) {
      const objectKey = renditionKey(source, facts.preset, facts.mediaType.replace(/^.*\//, '').replace('jpeg', 'jpg'))
      await storage.adopt(file, objectKey, { mediaType: facts.mediaType })
      made.push({ ...facts, objectKey })
    }
    await pointAt({ db, storage }, source, made, async (trx) => {
      await notePicture(trx, source.versionId, { thumbhash, needsDarkBackdrop, attention, ...size })
      await storeAppearance(trx, source.versionId, appearance)
      if (presets.includes('preview')) await enqueue(trx, hashPicture, { versionId: source.versionId })
    })
  } catch (error) {
    if (error instanceof ConvertError)
      return noteUnmade(db, source, presets, { state: error.state, reason: error.reason, isFinal: true })
    if (!(error instanceof ImageError)) throw error
    await noteUnmade(db, source, presets, { state: 'failed', reason: error.code, isFinal: true })
  }
}
