import { spawnSync } from 'node:child_process'

export type Tags = [tag: string, value: string][]

/** The tags that exiftool finds in a file, as `Group:Tag` with value, without those of the file system. */
export const tagsOf = (file: string): Tags => tagsOfAll([file]).get(file)!

/** The tags of many files, by one call of exiftool. */
export function tagsOfAll(files: string[]): Map<string, Tags> {
  // A second file makes exiftool print the file name also when there is only one.
  const { stdout } = spawnSync('exiftool', ['-G1', '-a', '-s', '-u', '-ee', ...files, '/dev/null'], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  })
  const found = new Map<string, Tags>(files.map((file) => [file, []]))
  let tags: Tags | undefined
  for (const line of stdout.split('\n')) {
    const file = /^======== (.*)$/.exec(line)
    const tag = /^\[([^\]]+)\]\s+(\S+)\s*: (.*)$/.exec(line)
    if (file) tags = found.get(file[1]!)
    else if (tag && !['System', 'ExifTool', 'File'].includes(tag[1]!)) tags?.push([`${tag[1]}:${tag[2]}`, tag[3]!])
  }
  return found
}

/** Writes tags into a file with exiftool; throws its error message when it fails. */
export function writeTags(file: string, args: string[]): void {
  const { status, stderr } = spawnSync(
    'exiftool',
    ['-q', '-overwrite_original', '-codedcharacterset=utf8', ...args, file],
    {
      encoding: 'utf8',
    },
  )
  if (status !== 0) throw new Error(`exiftool: ${stderr}`)
}

/** Sensitive tags: position, device, internal people and editing steps. */
export const TELLING =
  /gps|latitude|longitude|altitude|serial|ownername|cameraowner|uniqueid|imageguid|history|ancestors|derivedfrom|documentid|instanceid|usercomment|xpcomment|:comment|hostcomputer|makernote|xmp-crs|rawfile|documentnotes|thumbnail(image|offset)|^jumbf|textlayer/i

/** PLUS names owners of the copyright, which is a credit; Photoshop's altitude is that of the light on layers. */
export const isTelling = (tag: string): boolean => TELLING.test(tag) && !/CopyrightOwner|GlobalAltitude|^ICC/i.test(tag)
