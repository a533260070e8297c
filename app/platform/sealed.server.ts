// Ours are the form and the keys of sealed texts; the cipher and the derivation are those of node:crypto.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * Encrypts a short text with AES-256-GCM (NIST SP 800-38D) under a key for `purpose`, derived from `secret` by
 * HKDF-SHA-256 (RFC 5869). `boundTo` names the row that stores it, so that a sealed text copied to another row cannot
 * be decrypted. Returns nonce, ciphertext and tag as base64url; sealing the same text twice gives different results.
 */
export function seal(secret: string, purpose: string, text: string, boundTo: string): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret, purpose), nonce).setAAD(Buffer.from(boundTo))
  const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return sealed.toString('base64url')
}

/**
 * Decrypts a sealed text; returns undefined if it was sealed under another secret, purpose or row, or was changed
 * since.
 */
export function unseal(secret: string, purpose: string, sealed: string, boundTo: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64url')
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret, purpose), bytes.subarray(0, NONCE_BYTES))
  decipher.setAAD(Buffer.from(boundTo)).setAuthTag(bytes.subarray(-TAG_BYTES))
  try {
    return decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    return undefined
  }
}

const keyOf = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, 'vitrine', purpose, 32))
