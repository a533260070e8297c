import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { expect } from 'vitest'

/** The stored entries of a small ZIP by name, read from its central directory; throws when a CRC is wrong. */
export function zipEntries(zip: Buffer): Map<string, Buffer> {
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006'))
  if (end < 0) throw new Error('no end of central directory')
  const count = zip.readUInt16LE(end + 10)
  let at = zip.readUInt32LE(end + 16)
  const entries = new Map<string, Buffer>()
  for (let n = 0; n < count; n++) {
    const [crc, size] = [zip.readUInt32LE(at + 16), zip.readUInt32LE(at + 24)]
    const [nameLength, extra, comment] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ]
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength)
    const local = zip.readUInt32LE(at + 42)
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const bytes = zip.subarray(start, start + size)
    if (crc32(bytes) >>> 0 !== crc) throw new Error(`${name}: wrong CRC`)
    entries.set(name, bytes)
    at += 46 + nameLength + extra + comment
  }
  return entries
}

/** The entries of a kit as by `zipEntries`; expects the SHA-256 of each file to equal that in the manifest. */
export function kitEntries(zip: Buffer): Map<string, Buffer> {
  const entries = zipEntries(zip)
  const { files } = JSON.parse(entries.get('MANIFEST.json')!.toString()) as {
    files: { name: string; sha256: string }[]
  }
  const sums = files.map(({ name }) => {
    const sha256 = createHash('sha256').update(entries.get(name)!)
    return { name, sha256: sha256.digest('hex') }
  })
  expect(sums).toEqual(files.map(({ name, sha256 }) => ({ name, sha256 })))
  expect(files.length).toBeGreaterThan(0)
  return entries
}
