// Ours: content-disposition falls back to ISO-8859-1 with question marks, and this to ASCII without accents.

/**
 * Returns a Content-Disposition value with an ASCII fallback and the UTF-8 name (RFC 6266, section 4; RFC 8187 encoding).
 * Control characters and quotes cannot reach the header.
 */
export function contentDisposition(type: 'attachment' | 'inline', fileName: string): string {
  const plain = fileName.normalize('NFC').replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '')
  const ascii = plain
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(plain).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${type}; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
