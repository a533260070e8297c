import { ConvertError } from '~/platform/converters/convert-error'
import { makeMediaForms } from '~/platform/converters/media-forms.server'
import { fingerprintFile } from '~/platform/files/fingerprint.server'
import type { MediaPresetName, PresetName } from '~/platform/images/presets'
import type { MadeRendition } from './made-rendition'
import { noteUnmade, pointAt } from './outcomes.commands.server'
import { creditOf, type RenditionWork, renditionKey, sniffedOf } from './rendition-work'

type Stored = Pick<MadeRendition, 'objectKey' | 'sha256' | 'crc32' | 'byteSize'>

/** Makes films, sounds, documents and contents of a version, which may take as long as the film; notes why there are none. */
export async function makeMedia(
  { db, storage, source, localPath, outDir }: RenditionWork,
  presets: readonly (PresetName | MediaPresetName)[],
): Promise<void> {
  const store = async (file: string, objectKey: string, mediaType: string): Promise<Stored> => {
    const { sha256, crc32, byteSize } = await fingerprintFile(file)
    await storage.adopt(file, objectKey, { mediaType })
    return { objectKey, sha256, crc32, byteSize }
  }
  const task = { localPath, sniffed: sniffedOf(source), workDir: outDir }
  try {
    const forms = await makeMediaForms(task, presets, creditOf(source))
    const made: MadeRendition[] = []
    /** A file may serve for two forms. */
    const stored = new Map<string, Stored>()
    for (const [preset, { file, mediaType, extension, width, height }] of forms) {
      const bytes = stored.get(file) ?? (await store(file, renditionKey(source, preset, extension), mediaType))
      stored.set(file, bytes)
      made.push({ preset, ...bytes, mediaType, width, height })
    }
    await pointAt({ db, storage }, source, made)
  } catch (error) {
    if (!(error instanceof ConvertError)) throw error
    const state = error.code === 'missing' ? 'impossible' : 'failed'
    await noteUnmade(db, source, presets, { state, reason: error.reason, isFinal: true })
  }
}
