const HEX = 32

/** Returns ids as one text of which a hundred thousand fit into the storage of a tab: their digits alone. */
export const packIds = (ids: Iterable<string>): string => [...ids].map((id) => id.replaceAll('-', '')).join('')

/** Returns the ids of a packed text; what is no id is left out. */
export function unpackIds(text: string): string[] {
  const ids: string[] = []
  for (let at = 0; at + HEX <= text.length; at += HEX) {
    const digits = text.slice(at, at + HEX)
    if (/^[0-9a-f]+$/.test(digits)) ids.push(digits.replace(PARTS, '$1-$2-$3-$4-$5'))
  }
  return ids
}

const PARTS = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/
