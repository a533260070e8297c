import type { ByteSource } from '../byte-source.server'
import { type Box, boxesIn, boxesOf, contentsOf } from '../isobmff.server'
import type { FileTag } from './file-tag'

/** Texts of `ilst` and of user data, under exiftool's names (QuickTime File Format, "User Data Atoms"; iTunes). */
const NAMES: Record<string, string> = {
  ...{ '©nam': 'Title', '©ART': 'Artist', '©alb': 'Album', '©day': 'ContentCreateDate', '©cmt': 'Comment' },
  ...{ '©gen': 'Genre', '©too': 'Encoder', '©wrt': 'Composer', '©des': 'Description', '©cpy': 'Copyright' },
  ...{ '©aut': 'Author', '©inf': 'Information', '©key': 'Keywords', '©dir': 'Director', '©prd': 'Producer' },
  ...{ '©swr': 'SoftwareVersion', '©mak': 'Make', '©mod': 'Model', '©xyz': 'GPSCoordinates', '©url': 'URL' },
  ...{ desc: 'Description', ldes: 'LongDescription', cprt: 'Copyright', aART: 'AlbumArtist', keyw: 'Keyword' },
  ...{ titl: 'Title', auth: 'Author', dscp: 'Description', '©lyr': 'Lyrics', '©grp': 'Grouping', catg: 'Category' },
}
const MOST_TEXT = 16 * 1024

/** Returns the texts of a film's user data, item list and keys; the same as ffprobe's tags, without another program. */
export async function movieTags(source: ByteSource): Promise<FileTag[]> {
  const tags: FileTag[] = []
  const all = { at: 0, end: source.size }
  for (const movie of await boxesOf(source, all, 'moov')) {
    for (const meta of await boxesOf(source, movie, 'meta')) tags.push(...(await itemsOf(source, meta)))
    for (const userData of await boxesOf(source, movie, 'udta')) {
      for await (const box of boxesIn(source, userData)) {
        if (box.type === 'meta') tags.push(...(await itemsOf(source, box)))
        const name = NAMES[box.type]
        const text = name && userText(await source.read(box.at, Math.min(box.end - box.at, MOST_TEXT)), box.type)
        if (text) tags.push({ name: `UserData:${name}`, values: [text] })
      }
    }
  }
  return tags
}

/** QuickTime: 16 bits of length, 16 of language; 3GPP (TS 26.244, 8): version, flags, 16 bits of language. */
function userText(bytes: Buffer, type: string): string {
  if (bytes.length < 6) return ''
  const text = type.startsWith('©') ? bytes.subarray(4, 4 + bytes.readUInt16BE(0)) : bytes.subarray(6)
  return text.toString('utf8').split('\0', 1)[0]?.trim() ?? ''
}

/** Reads the item list of a `meta` box, whose items are named by four letters or by the number of a key. */
async function itemsOf(source: ByteSource, meta: Box): Promise<FileTag[]> {
  const isPlain = (await source.read(meta.at + 4, 4)).toString('latin1') === 'hdlr'
  const inside = { at: meta.at + (isPlain ? 0 : 4), end: meta.end }
  const [list] = await boxesOf(source, inside, 'ilst')
  if (!list) return []
  const [keyBox] = await boxesOf(source, inside, 'keys')
  const keys = keyBox ? keysIn(await contentsOf(source, keyBox)) : []
  const tags: FileTag[] = []
  for await (const item of boxesIn(source, list)) {
    const values: string[] = []
    for (const data of await boxesOf(source, item, 'data')) {
      const bytes = await source.read(data.at, Math.min(data.end - data.at, MOST_TEXT))
      // Type 1 is UTF-8; others are pictures and numbers.
      if (bytes.length > 8 && bytes.readUInt32BE(0) === 1) values.push(bytes.toString('utf8', 8).trim())
    }
    const key = keys[Buffer.from(item.type, 'latin1').readUInt32BE(0) - 1]
    const name = key ? `Keys:${keyName(key)}` : NAMES[item.type] && `ItemList:${NAMES[item.type]}`
    if (name && values.length) tags.push({ name, values })
  }
  return tags
}

const MOST_KEYS = 1000

/** Returns the names of a `keys` box: a count, then size, namespace and name of each. */
function keysIn(bytes: Buffer): string[] {
  const keys: string[] = []
  for (let at = 8; at + 8 <= bytes.length && keys.length < MOST_KEYS; ) {
    const size = bytes.readUInt32BE(at)
    if (size < 8) break
    keys.push(bytes.toString('utf8', at + 8, at + size))
    at += size
  }
  return keys
}

/** `com.apple.quicktime.creationdate` is `Creationdate`. */
const keyName = (key: string): string => {
  const word = key
    .replace(/^com\.(apple\.quicktime|android)\./, '')
    .replace(/[^\w]+(\w)/g, (_, next) => next.toUpperCase())
  return word.charAt(0).toUpperCase() + word.slice(1, 60)
}
