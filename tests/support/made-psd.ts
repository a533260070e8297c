/** Parts of a made PSD; what is left out is that of an RGB picture of 8 bits without resources and layers. */
export interface MadePsd {
  width: number
  height: number
  /** Colour mode by number (Adobe Photoshop File Formats, "File header section"). */
  mode?: number
  depth?: number
  isLarge?: boolean
  compression?: number
  /** Rows of each channel from top to bottom, uncompressed. */
  planes: Buffer[][]
  resources?: [id: number, data: Buffer][]
  palette?: Buffer
  /** Number of layers, negative if the merged image is transparent. */
  layers?: number
}

/** Returns the bytes of a PSD or PSB. */
export function psdOf({ width, height, mode = 3, depth = 8, isLarge = false, compression = 1, ...parts }: MadePsd) {
  const header = Buffer.alloc(26)
  header.write('8BPS', 'latin1')
  header.writeUInt16BE(isLarge ? 2 : 1, 4)
  header.writeUInt16BE(parts.planes.length, 12)
  header.writeUInt32BE(height, 14)
  header.writeUInt32BE(width, 18)
  header.writeUInt16BE(depth, 22)
  header.writeUInt16BE(mode, 24)
  const rows = parts.planes.flat()
  const packed = compression === 1 ? rows.map(packBits) : rows
  const lengths = compression === 1 ? packed.map((row) => unsigned(row.length, isLarge ? 4 : 2)) : []
  return Buffer.concat([
    header,
    section(parts.palette ?? Buffer.alloc(0), 4),
    section(Buffer.concat((parts.resources ?? []).map(resource)), 4),
    section(layerSection(parts.layers, isLarge), isLarge ? 8 : 4),
    ...[unsigned(compression, 2), ...lengths, ...packed],
  ])
}

/** Returns a channel of `height` rows in which each sample has the value that `at` gives. */
export const plane = (size: { width: number; height: number }, bytes: 1 | 2, at: (x: number, y: number) => number) =>
  Array.from({ length: size.height }, (_, y) =>
    Buffer.concat(Array.from({ length: size.width }, (_, x) => unsigned(at(x, y), bytes))),
  )

export function unsigned(value: number, width: number): Buffer {
  const bytes = Buffer.alloc(width)
  if (width === 8) bytes.writeBigUInt64BE(BigInt(value))
  else bytes.writeUIntBE(value, 0, width)
  return bytes
}

const section = (contents: Buffer, width: number) => Buffer.concat([unsigned(contents.length, width), contents])

const resource = ([id, data]: [number, Buffer]) =>
  Buffer.concat([
    ...[Buffer.from('8BIM'), unsigned(id, 2), Buffer.alloc(2), unsigned(data.length, 4), data],
    Buffer.alloc(data.length % 2),
  ])

function layerSection(layers: number | undefined, isLarge: boolean): Buffer {
  if (layers === undefined) return Buffer.alloc(0)
  const count = Buffer.alloc(4)
  count.writeInt16BE(layers)
  return Buffer.concat([section(count, isLarge ? 8 : 4), Buffer.alloc(4)])
}

/** PackBits of a row: runs of equal bytes, and everything else literally (TIFF 6.0, section 9). */
function packBits(row: Buffer): Buffer {
  const out: Buffer[] = []
  for (let at = 0; at < row.length; ) {
    let run = 1
    while (run < 128 && at + run < row.length && row[at + run] === row[at]) run++
    if (run > 1) out.push(Buffer.from([257 - run, row[at] ?? 0]))
    else out.push(Buffer.from([0, row[at] ?? 0]))
    at += run
  }
  return Buffer.concat(out)
}
