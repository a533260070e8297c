import { createHash, randomBytes } from 'node:crypto'

/** A UUID version 7 (RFC 9562, section 5.7): sorts by time of creation. */
export function newId(): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(Date.now(), 0, 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** A secret of `bytes` random bytes as base64url; 16 bytes are the 128 bits of a share link. */
export const newSecret = (bytes = 16): string => randomBytes(bytes).toString('base64url')

/** SHA-256 in hex: how secrets are stored and looked up. */
export const sha256Hex = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex')

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Whether text may be used as an id in a query; anything else is simply not found. */
export const isId = (text: string | undefined | null): text is string => !!text && UUID.test(text)
