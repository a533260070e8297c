import { createHash, randomBytes } from 'node:crypto'

/** Returns a UUID version 7 (RFC 9562, section 5.7), which sorts by time of creation. */
export function newId(): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(Date.now(), 0, 6)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Returns `bytes` random bytes as base64url; 16 bytes are the 128 bits of a share link's token. */
export const newSecret = (bytes = 16): string => randomBytes(bytes).toString('base64url')

/** Returns SHA-256 in hex; secrets are stored and looked up by it. */
export const sha256Hex = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex')

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Returns whether text can be an id in a query; other text is treated as an unknown id. */
export const isId = (text: string | undefined | null): text is string => !!text && UUID.test(text)
