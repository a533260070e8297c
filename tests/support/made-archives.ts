import { crc32, deflateRawSync } from 'node:zlib'

export interface MadeZipEntry {
  name: string | Buffer
  data?: Buffer
  /** General purpose flags: bit 0 encrypted, bit 11 UTF-8. */
  flags?: number
  /** Mode of Unix. */
  mode?: number
  /** Sizes and check sum that are stated instead of those of the data. */
  claims?: { size?: number; packedSize?: number; crc32?: number }
}

/** Returns a ZIP with deflated entries, whose directory may lie. */
export function zipOf(entries: MadeZipEntry[], { count = entries.length } = {}): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let at = 0
  for (const { name, data = Buffer.alloc(0), flags = 0, mode = 0o100644, claims = {} } of entries) {
    const bytes = Buffer.from(name as string)
    const packed = deflateRawSync(data)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(flags, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt16LE(0x5a21, 8)
    common.writeUInt32LE(claims.crc32 ?? crc32(data), 10)
    common.writeUInt32LE(claims.packedSize ?? packed.length, 14)
    common.writeUInt32LE(claims.size ?? data.length, 18)
    common.writeUInt16LE(bytes.length, 22)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE((mode << 16) >>> 0, 6)
    tail.writeUInt32LE(at, 10)
    central.push(Buffer.from('PK\x01\x02\x14\x03', 'latin1'), common, tail, bytes)
    local.push(Buffer.from('PK\x03\x04', 'latin1'), common, bytes, packed)
    at += 30 + bytes.length + packed.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...local, directory, end])
}

export interface MadeTarEntry {
  name: string
  data?: Buffer
  /** `0` file, `5` folder, `2` symbolic link, `x` attributes of pax, `L` long name of GNU. */
  type?: string
  size?: number
}

/** Returns a tar (ustar) with the two blocks of zeros at its end. */
export const tarOf = (entries: MadeTarEntry[]): Buffer => Buffer.concat([...entries.map(tarEntry), Buffer.alloc(1024)])

function tarEntry({ name, data = Buffer.alloc(0), type = '0', size = data.length }: MadeTarEntry): Buffer {
  const header = Buffer.alloc(512)
  header.write(name.slice(0, 100))
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  header.write('14000000000\0', 136)
  header.write('        ', 148)
  header.write(type, 156)
  header.write('ustar\x0000', 257)
  header.write(
    `${header
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
  )
  return Buffer.concat([header, data, Buffer.alloc((512 - (data.length % 512)) % 512)])
}
