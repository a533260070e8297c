import type { Edit } from '~/platform/images/clean/edits'
import { type Box, boxAt } from '~/platform/images/clean/heif-boxes'
import { CleanError, readBlock, type Source } from '~/platform/images/clean/source'
import { EmbedError } from './embed-error'
import type { EmbeddedTexts } from './embedded-texts'
import { packetWith } from './xmp-packet'

/** Types of the `uuid` boxes of XMP (XMP specification, part 3, 1.1.5) and of Content Credentials (C2PA 2.0, A.5.1). */
const XMP_UUID = Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex')
const CREDENTIALS_UUID = Buffer.from('d8fec3d61b0e483c92975828877ec481', 'hex')
const FREE = Buffer.from('free', 'latin1')

/** Texts that players show and XMP says: title, artist, description, comment, copyright. */
const TEXTS: ReadonlySet<string> = new Set([
  ...['©nam', '©ART', '©des', '©cmt', '©cpy', '©aut', '©inf', '©key'],
  ...['desc', 'ldes', 'cprt', 'titl', 'auth', 'dscp', 'keyw', 'XMP_'],
])
/** A fragmented film has two boxes for each second or so. */
const MOST_BOXES = 200_000

/**
 * Returns the edits that write texts into an MP4 or MOV as XMP in a box at its end; no media data move. Former XMP, Content
 * Credentials and texts of players become free space in place. Throws CleanError, EmbedError.
 */
export async function embedInMovie(source: Source, texts: EmbeddedTexts): Promise<Edit[]> {
  const [edits, former]: [Edit[], Buffer[]] = [[], []]
  const boxes = await topBoxes(source)
  if (!boxes.some(({ type }) => type === 'moov')) throw new CleanError('damaged')
  for (const box of boxes) {
    if (box.type === 'moov') await freeTexts(source, box, { edits, former })
    if (box.type !== 'uuid' || box.to - box.from < 16) continue
    const kind = await source.read(box.from, 16)
    if (kind.equals(XMP_UUID)) former.push(await readBlock(source, box.from + 16, box.to - box.from - 16))
    if (kind.equals(XMP_UUID) || kind.equals(CREDENTIALS_UUID)) edits.push(freed(box))
  }
  const last = boxes.at(-1)
  if (last) edits.push(...(await closed(source, last)))
  // An index of fragments is found from the end of the file, so that it stays last (ISO 14496-12, 8.8.11).
  const at = last?.type === 'mfra' ? last.at : source.size
  const packet = packetWith(former, texts)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(24 + packet.length)
  head.write('uuid', 4, 'latin1')
  return [...edits, { at, length: 0, bytes: Buffer.concat([head, XMP_UUID, packet]) }]
}

async function topBoxes(source: Source): Promise<Box[]> {
  const boxes: Box[] = []
  for (let at = 0; at < source.size; ) {
    if (boxes.length > MOST_BOXES) throw new CleanError('damaged')
    const box = await boxAt(source, at, source.size)
    boxes.push(box)
    at = box.to
  }
  return boxes
}

/** A last box of size 0 extends to the end of the file and would take in what is appended (ISO 14496-12, 4.2). */
async function closed(source: Source, { at, to }: Box): Promise<Edit[]> {
  if ((await source.read(at, 4)).readUInt32BE(0) !== 0) return []
  if (to - at > 0xffffffff) throw new EmbedError('unsupported')
  const size = Buffer.alloc(4)
  size.writeUInt32BE(to - at)
  return [{ at, length: 4, bytes: size }]
}

const CONTAINERS: ReadonlySet<string> = new Set(['udta', 'meta', 'ilst'])

async function freeTexts(source: Source, parent: Box, found: { edits: Edit[]; former: Buffer[] }): Promise<void> {
  let at = parent.type === 'meta' ? await startOfMeta(source, parent) : parent.from
  // User data may end with a 32-bit zero, which is no box (QuickTime File Format, "User Data Atoms").
  for (let count = 0; at + 8 <= parent.to; count++) {
    const box = await boxAt(source, at, parent.to).catch(() => undefined)
    if (!box || box.to <= at || count > MOST_BOXES) return
    if (CONTAINERS.has(box.type)) await freeTexts(source, box, found)
    else if (parent.type !== 'moov' && parent.type !== 'meta' && TEXTS.has(box.type)) {
      if (box.type === 'XMP_') found.former.push(await readBlock(source, box.from, box.to - box.from))
      found.edits.push(freed(box))
    }
    at = box.to
  }
}

/** A `meta` box begins with a version in MPEG-4, but not in QuickTime. */
const startOfMeta = async (source: Source, { from, to }: Box): Promise<number> => {
  const isPlain = to - from >= 8 && (await source.read(from + 4, 4)).toString('latin1') === 'hdlr'
  return from + (isPlain ? 0 : 4)
}

const freed = ({ at }: Box): Edit => ({ at: at + 4, length: 4, bytes: FREE })
