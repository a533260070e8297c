import { unsigned } from '#tests/support/made-psd'

export interface MadeDirectory {
  /** Numbers by tag; the offsets of `pictures` and of subdirectories are filled in. */
  tags?: Record<number, number>
  /** A JPEG and the tags of its offset and length. */
  picture?: { bytes: Buffer; tags: [offset: number, length: number] }
  subDirectories?: MadeDirectory[]
}

/**
 * Returns a little-endian TIFF structure whose directories follow each other; the last one names the first as its
 * successor if `isLoop`.
 */
export function rawOf(directories: MadeDirectory[], { isLoop = false, rest = Buffer.alloc(0) } = {}): Buffer {
  const parts: Buffer[] = [Buffer.concat([Buffer.from('II*\0', 'latin1'), Buffer.alloc(4)])]
  let end = 8
  const append = (bytes: Buffer): number => {
    parts.push(bytes)
    end += bytes.length
    return end - bytes.length
  }
  const write = ({ tags = {}, picture, subDirectories = [] }: MadeDirectory, next: number): number => {
    const values = { ...tags }
    if (picture) {
      values[picture.tags[0]] = append(picture.bytes)
      values[picture.tags[1]] = picture.bytes.length
    }
    for (const directory of subDirectories) values[330] = write(directory, 0)
    const entries = Object.entries(values).map(([tag, value]) =>
      Buffer.concat([unsigned(Number(tag), 2).swap16(), unsigned(4, 2).swap16(), little(1), little(value)]),
    )
    return append(Buffer.concat([unsigned(entries.length, 2).swap16(), ...entries, little(next)]))
  }
  let next = 0
  for (const directory of [...directories].reverse()) next = write(directory, next)
  append(rest)
  const bytes = Buffer.concat(parts)
  bytes.writeUInt32LE(next, 4)
  const last = bytes.length - rest.length
  if (isLoop) bytes.writeUInt32LE(next, last - 4)
  return bytes
}

const little = (value: number) => unsigned(value, 4).swap32()

/** Returns a box of the ISO base media file format. */
export const boxOf = (type: string, ...contents: Buffer[]): Buffer =>
  Buffer.concat([unsigned(8 + Buffer.concat(contents).length, 4), Buffer.from(type, 'latin1'), ...contents])

/** Returns a CR3 with a thumbnail, a preview and a track whose only sample is a picture, and its orientation. */
export function cr3Of({ thumb, preview, track }: { thumb: Buffer; preview: Buffer; track: Buffer }): Buffer {
  const uuid = (...contents: Buffer[]) => boxOf('uuid', Buffer.alloc(16, 7), ...contents)
  const turned = rawOf([{ tags: { 274: 6 } }])
  const moovOf = (at: number) => {
    const sizes = boxOf('stsz', unsigned(0, 4), unsigned(track.length, 4), unsigned(1, 4))
    const offsets = boxOf('co64', unsigned(0, 4), unsigned(1, 4), unsigned(at, 8))
    return boxOf(
      'moov',
      uuid(boxOf('CMT1', turned), boxOf('THMB', Buffer.alloc(12), thumb)),
      boxOf('trak', boxOf('mdia', boxOf('minf', boxOf('stbl', sizes, offsets)))),
    )
  }
  const front = (at: number) => [
    boxOf('ftyp', Buffer.from('crx isom', 'latin1')),
    moovOf(at),
    boxOf('uuid', Buffer.alloc(24), boxOf('PRVW', Buffer.alloc(16), preview)),
  ]
  const at = Buffer.concat(front(0)).length + 8
  return Buffer.concat([...front(at), boxOf('mdat', track)])
}
