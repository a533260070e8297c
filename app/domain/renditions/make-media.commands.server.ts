import { ConvertError } from '~/platform/converters/convert-error'
import { openMediaForms } from '~/platform/converters/media-forms.server'
import { fingerprintFile } from '~/platform/files/fingerprint.server'
import type { MediaPresetName, PresetName } from '~/platform/images/presets'
import type { Storage } from '~/platform/storage'
import type { RenditionObject } from './made-rendition'
import { noteUnmade, pointAt } from './outcomes.commands.server'
import { creditOf, type RenditionWork, renditionKey, sniffedOf } from './rendition-work'

/**
 * Makes films, sounds, documents and contents of a version, one after the other, and shows each as soon as it is made, since the
 * next one may take as long as the film. Notes of each that cannot be made why; the others are made all the same.
 */
export async function makeMedia(
  { db, storage, source, localPath, outDir, signal }: RenditionWork,
  presets: readonly (PresetName | MediaPresetName)[],
): Promise<void> {
  const formOf = openMediaForms({ localPath, sniffed: sniffedOf(source), workDir: outDir, signal }, creditOf(source))
  const stored = new Map<string, RenditionObject>()
  for (const preset of presets) {
    try {
      const { file, mediaType, extension, width, height } = await formOf(preset)
      const object =
        stored.get(file) ?? (await store(storage, file, renditionKey(source, preset, extension), mediaType))
      stored.set(file, object)
      await pointAt({ db, storage }, source, [{ preset, ...object, width, height }])
    } catch (error) {
      if (!(error instanceof ConvertError)) throw error
      await noteUnmade(db, source, [preset], { state: error.state, reason: error.reason, isFinal: true })
    }
  }
}

async function store(storage: Storage, file: string, objectKey: string, mediaType: string): Promise<RenditionObject> {
  const { sha256, crc32, byteSize } = await fingerprintFile(file)
  await storage.adopt(file, objectKey, { mediaType })
  return { objectKey, sha256, crc32, byteSize, mediaType }
}
