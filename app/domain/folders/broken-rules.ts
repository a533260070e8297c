import { hasPixels } from '~/platform/files/pixels'
import { isProfileRead } from '~/platform/images/profile-formats'
import { fitsPattern } from './name-pattern'

/** What files must be like to arrive in a folder; empty lists and nulls ask for nothing. */
export interface IngestRules {
  /** Kinds and extensions that are taken; a file needs to be of one of them. */
  kinds: string[]
  extensions: string[]
  /** Pixels that the shorter side of a picture or film has at least. */
  leastSide: number | null
  /** Text that the name of the embedded ICC profile contains, in either case. */
  profile: string | null
  /** Pattern of the file name, see `fitsPattern`. */
  namePattern: string | null
  /** Whether files pass the scan that the server is set up with. */
  isScanned: boolean
}

/** What is known of a file when the rules are applied. */
export interface ArrivingFile {
  fileName: string
  kind: string
  extension: string
  width: number | null
  height: number | null
  /** Name of its ICC profile; null when it has none, undefined when that is not known. */
  profile?: string | null
  /** What the scan said; undefined when it was not asked. */
  scan?: 'clean' | 'refused' | 'failed'
}

/** A rule that a file breaks, with what is needed to say so. */
export type HoldReason =
  | { rule: 'type'; extension: string }
  | { rule: 'too_small'; width: number; height: number; least: number }
  | { rule: 'profile'; has: string; wanted: string }
  | { rule: 'no_profile'; wanted: string }
  | { rule: 'profile_unread'; wanted: string }
  | { rule: 'name'; pattern: string }
  | { rule: 'scan_refused' }
  | { rule: 'scan_failed' }

/**
 * Returns the rules that a file breaks, none when it may come in. Pixels are asked for only where they are known on arrival,
 * a profile only of formats whose profile is read.
 */
export function brokenRules(rules: IngestRules, file: ArrivingFile): HoldReason[] {
  const { kinds, extensions, leastSide, profile, namePattern, isScanned } = rules
  const { fileName, kind, extension, width, height, scan } = file
  const broken: HoldReason[] = []
  const isRestricted = kinds.length + extensions.length > 0
  if (isRestricted && !kinds.includes(kind) && !extensions.includes(extension)) broken.push({ rule: 'type', extension })
  if (leastSide && width && height && hasPixels(file) && Math.min(width, height) < leastSide && extension !== 'svg')
    broken.push({ rule: 'too_small', width, height, least: leastSide })
  if (profile && file.profile === null) broken.push({ rule: 'no_profile', wanted: profile })
  // A profile that could have been read and was not proves nothing of the file.
  if (profile && file.profile === undefined && isProfileRead(extension))
    broken.push({ rule: 'profile_unread', wanted: profile })
  if (profile && file.profile && !file.profile.toLowerCase().includes(profile.toLowerCase()))
    broken.push({ rule: 'profile', has: file.profile, wanted: profile })
  if (namePattern && !fitsPattern(fileName, namePattern)) broken.push({ rule: 'name', pattern: namePattern })
  if (isScanned && scan === 'refused') broken.push({ rule: 'scan_refused' })
  // A scan that was not possible proves nothing of the file.
  if (isScanned && scan !== 'clean' && scan !== 'refused') broken.push({ rule: 'scan_failed' })
  return broken
}
