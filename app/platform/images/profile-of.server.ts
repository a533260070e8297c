import sharp from 'sharp'
import { iccName } from './icc-name'
import { isProfileRead } from './profile-formats'

/** A profile that is embedded and has no name. */
const UNNAMED = '?'

/**
 * Returns the name of the ICC profile that is embedded in a picture; null when it has none, undefined for formats whose
 * profile is not read and for files that cannot be read.
 */
export async function profileOf(localPath: string, extension: string): Promise<string | null | undefined> {
  if (!isProfileRead(extension)) return undefined
  const read = await sharp(localPath, { limitInputPixels: false, failOn: 'none' })
    .metadata()
    .catch(() => undefined)
  if (!read) return undefined
  return read.icc ? (iccName(read.icc) ?? UNNAMED) : null
}
