/** How the pixels of a TIFF are stored that has one directory and uncompressed, interleaved samples in strips. */
export interface TiffLayout {
  width: number
  height: number
  samples: number
  bits: 8 | 16
  /** PhotometricInterpretation: 1 grey, 2 RGB, 5 CMYK, 8 CIE L*a*b*. */
  photometric: 1 | 2 | 5 | 8
  /** The last sample is unassociated alpha. */
  hasAlpha: boolean
  rowsPerStrip: number
  profile?: Buffer
  /** Pixels per inch. */
  resolution?: { x: number; y: number }
}

const [SHORT, LONG, RATIONAL, UNDEFINED] = [3, 4, 5, 7] as const
const WIDTHS: Record<number, number> = { [SHORT]: 2, [LONG]: 4, [RATIONAL]: 8, [UNDEFINED]: 1 }
const [UNASSOCIATED_ALPHA, INCHES] = [2, 2]

type Field = [tag: number, type: number, values: number[] | Buffer]

/**
 * Returns the bytes before the pixels of a big-endian TIFF: header, directory, its values and the profile. The strips
 * follow in order (TIFF 6.0, 2, 7, 8, 16 and 23; ICC.1:2022, B.4). The file must have less than 4 GiB.
 */
export function tiffHeader(layout: TiffLayout): Buffer {
  const strips = Math.ceil(layout.height / layout.rowsPerStrip)
  const rowBytes = layout.width * layout.samples * (layout.bits / 8)
  const rows = Array.from({ length: strips }, (_, strip) =>
    Math.min(layout.rowsPerStrip, layout.height - strip * layout.rowsPerStrip),
  )
  const counts = rows.map((count) => count * rowBytes)
  const size = encode(
    fieldsOf(
      layout,
      counts.map(() => 0),
      counts,
    ),
  ).length
  const offsets = counts.map((_, strip) => size + strip * layout.rowsPerStrip * rowBytes)
  return encode(fieldsOf(layout, offsets, counts))
}

/** Fields in the order of their tags, which is required. */
function fieldsOf(layout: TiffLayout, offsets: number[], counts: number[]): Field[] {
  const { width, height, samples, bits, photometric, hasAlpha, rowsPerStrip, profile, resolution } = layout
  const fields: (Field | false | undefined)[] = [
    [256, LONG, [width]],
    [257, LONG, [height]],
    [258, SHORT, Array.from({ length: samples }, () => bits)],
    [259, SHORT, [1]],
    [262, SHORT, [photometric]],
    [273, LONG, offsets],
    [277, SHORT, [samples]],
    [278, LONG, [rowsPerStrip]],
    [279, LONG, counts],
    resolution && [282, RATIONAL, ratio(resolution.x)],
    resolution && [283, RATIONAL, ratio(resolution.y)],
    [284, SHORT, [1]],
    resolution && [296, SHORT, [INCHES]],
    hasAlpha && [338, SHORT, [UNASSOCIATED_ALPHA]],
    profile && [34_675, UNDEFINED, profile],
  ]
  return fields.filter((field): field is Field => Boolean(field))
}

const ratio = (value: number): number[] => [Math.round(value * 1000), 1000]

function encode(fields: Field[]): Buffer {
  const directory = Buffer.alloc(8 + 2 + fields.length * 12 + 4)
  directory.write('MM\0*', 'latin1')
  directory.writeUInt32BE(8, 4)
  directory.writeUInt16BE(fields.length, 8)
  const parts: Buffer[] = [directory]
  let end = directory.length
  for (const [index, [tag, type, values]] of fields.entries()) {
    const bytes = Buffer.isBuffer(values) ? values : encodeValues(type, values)
    const at = 10 + index * 12
    directory.writeUInt16BE(tag, at)
    directory.writeUInt16BE(type, at + 2)
    directory.writeUInt32BE(bytes.length / (WIDTHS[type] ?? 1), at + 4)
    if (bytes.length <= 4) bytes.copy(directory, at + 8)
    else {
      directory.writeUInt32BE(end, at + 8)
      // Values begin at even offsets.
      parts.push(bytes, Buffer.alloc(bytes.length % 2))
      end += bytes.length + (bytes.length % 2)
    }
  }
  return Buffer.concat(parts)
}

function encodeValues(type: number, values: number[]): Buffer {
  const width = type === SHORT ? 2 : 4
  const bytes = Buffer.alloc(values.length * width)
  for (const [index, value] of values.entries()) bytes.writeUIntBE(value, index * width, width)
  return bytes
}
