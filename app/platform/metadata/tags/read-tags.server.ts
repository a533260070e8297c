import type { Blocks } from '../blocks.server'
import type { ByteSource } from '../byte-source.server'
import { exifTags } from './exif-tags.server'
import { boundedTags, type FileTag, type FileTags } from './file-tag'
import { iimTags } from './iim-tags'
import { movieTags } from './movie-tags.server'
import { xmpTags } from './xmp-tags'

const MOVIES: ReadonlySet<string> = new Set(['mov', 'mp4', 'm4v'])

/** Returns every named tag of a file's metadata blocks, within the limits. A block that cannot be read gives none. */
export async function tagsOfBlocks(source: ByteSource, blocks: Blocks, extension: string): Promise<FileTags> {
  const none = (): FileTag[] => []
  const exif = blocks.exif ? await exifTags(blocks.exif).catch(none) : []
  const movie = MOVIES.has(extension) ? await movieTags(source).catch(none) : []
  // XMP comes last, since it alone can exceed the limits.
  return boundedTags([...exif, ...movie, ...(blocks.iim ? iimTags(blocks.iim) : []), ...xmpTags(blocks.xmp)])
}
