import { type Edit, type Range, without } from './edits'
import { type Place, ruleOf, type TagRule } from './exif-tags'
import { cleanIptc, cleanPhotoshop } from './iptc'
import { CleanError, readBlock, type Source } from './source'
import { type Entry, type Ifd, type Layout, numbersOf, readIfd, readLayout } from './tiff-layout'
import { cleanXmp } from './xmp'

export interface TiffOptions {
  /**
   * Whether this is an EXIF block of another container. Such a block describes one picture only, so its thumbnail is
   * removed and bytes that nothing refers to become zeros. In a TIFF further IFDs are pages, and unreferenced bytes may
   * belong to them.
   */
  isBlock: boolean
}

/** More IFDs than any picture has. */
const MOST_IFDS = 2000

/**
 * Returns the edits that remove position, serial numbers and notes from a TIFF or EXIF block, in place: entries are
 * removed from their IFD and their values become zeros, so that no offset changes. Throws CleanError.
 */
export async function cleanTiff(source: Source, { isBlock }: TiffOptions): Promise<Edit[]> {
  const layout = await readLayout(source)
  const walk = new Walk(source, layout, isBlock)
  let at = layout.firstIfd
  while (at && !walk.hasSeen(at)) {
    const ifd = await walk.visit(at, 'image')
    at = isBlock ? 0 : ifd.next
  }
  return walk.edits()
}

/** Tags that state the offsets and lengths of a picture's bytes (strips, tiles, an embedded JPEG). */
const PIXELS: [offsets: number, lengths: number][] = [
  [0x0111, 0x0117],
  [0x0144, 0x0145],
  [0x0201, 0x0202],
]

class Walk {
  private readonly seen = new Set<number>()
  private readonly kept: Range[] = []
  private readonly gone: Range[] = []
  private readonly rewritten: Edit[] = []

  constructor(
    private readonly source: Source,
    private readonly layout: Layout,
    private readonly isBlock: boolean,
  ) {
    this.kept.push({ from: 0, to: layout.isBig ? 16 : 8 })
  }

  hasSeen = (at: number): boolean => this.seen.has(at)

  async visit(at: number, place: Place): Promise<Ifd> {
    this.seen.add(at)
    if (this.seen.size > MOST_IFDS) throw new CleanError('damaged')
    const ifd = await readIfd(this.source, this.layout, at)
    this.kept.push({ from: at, to: at + ifd.length })
    const entries: Buffer[] = []
    for (const entry of ifd.entries) {
      const stays = await this.settle(entry, ruleOf(entry.tag, place))
      if (!stays) this.gone.push(rangeOf(entry))
      else {
        if (!entry.isInline) this.kept.push(rangeOf(entry))
        entries.push(entry.raw)
      }
    }
    if (!this.isBlock && place === 'image') await this.keepPixels(ifd)
    await this.rewrite(ifd, entries)
    return ifd
  }

  /** Applies the fate of an entry; returns whether the entry is kept. */
  private async settle(entry: Entry, fate: TagRule): Promise<boolean> {
    if (fate === 'stays') return true
    if (fate === 'goes') return false
    if (fate === 'xmp' || fate === 'iptc' || fate === 'photoshop') return this.cleanValue(entry, fate)
    // An IFD that cannot be read is useless to readers, so the entry that points to it is removed.
    const offsets = await numbersOf(this.source, this.layout, entry)
    if (fate === 'gps') {
      for (const at of offsets) await this.wipe(at).catch(ignoreDamage)
      return false
    }
    if (fate === 'images' && this.isBlock) return false
    for (const at of offsets) {
      if (this.hasSeen(at)) continue
      const isRead = await this.visit(at, fate === 'images' ? 'image' : fate).then(() => true, ignoreDamage)
      if (!isRead) return false
    }
    return true
  }

  /** Marks an IFD and all its values for removal. */
  private async wipe(at: number): Promise<void> {
    const ifd = await readIfd(this.source, this.layout, at)
    this.gone.push({ from: at, to: at + ifd.length }, ...ifd.entries.map(rangeOf))
  }

  private async cleanValue(entry: Entry, fate: 'xmp' | 'iptc' | 'photoshop'): Promise<boolean> {
    const block = await readBlock(this.source, entry.valuesAt, entry.size)
    const clean = cleaned(block, fate)
    // A value small enough for the entry itself holds nothing worth moving there.
    if (clean.length <= this.layout.wordBytes) return false
    if (clean === block) return true
    const bytes = Buffer.concat([clean, Buffer.alloc(block.length - clean.length)])
    // Several pages may share a block.
    if (!this.rewritten.some(({ at }) => at === entry.valuesAt))
      this.rewritten.push({ at: entry.valuesAt, length: bytes.length, bytes })
    return true
  }

  private async keepPixels({ entries }: Ifd): Promise<void> {
    for (const [offsetsTag, lengthsTag] of PIXELS) {
      const [offsets, lengths] = [offsetsTag, lengthsTag].map((tag) => entries.find((entry) => entry.tag === tag))
      if (!offsets || !lengths) continue
      const numbers = (entry: typeof offsets) => numbersOf(this.source, this.layout, entry)
      const [at, size] = await Promise.all([numbers(offsets), numbers(lengths)])
      this.kept.push(...at.map((from, index) => ({ from, to: from + (size[index] ?? 0) })))
    }
  }

  /** Rewrites an IFD with the kept entries; freed space becomes zeros. */
  private async rewrite(ifd: Ifd, entries: Buffer[]): Promise<void> {
    const { countBytes, littleEndian } = this.layout
    const count = Buffer.alloc(countBytes)
    if (littleEndian) count.writeUIntLE(entries.length, 0, 2)
    else count.writeUIntBE(entries.length, countBytes - 2, 2)
    const next = this.isBlock ? Buffer.alloc(ifd.rawNext.length) : ifd.rawNext
    const bytes = Buffer.alloc(ifd.length)
    Buffer.concat([count, ...entries, next]).copy(bytes)
    const before = await this.source.read(ifd.at, ifd.length)
    if (!bytes.equals(before)) this.rewritten.push({ at: ifd.at, length: ifd.length, bytes })
  }

  async edits(): Promise<Edit[]> {
    const unwanted = this.isBlock ? [{ from: 0, to: this.source.size }] : this.gone
    const wiped: Edit[] = []
    for (const { from, to } of without(unwanted, this.kept))
      if (!(await this.isZero(from, to))) wiped.push({ at: from, length: to - from })
    return [...this.rewritten, ...wiped]
  }

  private async isZero(from: number, to: number): Promise<boolean> {
    for (let at = from; at < to; at += 65_536) {
      const bytes = await this.source.read(at, Math.min(65_536, to - at))
      if (bytes.some((byte) => byte !== 0)) return false
    }
    return true
  }
}

const rangeOf = ({ valuesAt, size }: Entry): Range => ({ from: valuesAt, to: valuesAt + size })

function cleaned(block: Buffer, fate: 'xmp' | 'iptc' | 'photoshop'): Buffer {
  if (fate === 'xmp') return cleanXmp(block, { sameLength: true })
  return fate === 'iptc' ? cleanIptc(block) : cleanPhotoshop(block)
}

function ignoreDamage(error: unknown): false {
  if (error instanceof CleanError) return false
  throw error
}
