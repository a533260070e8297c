/** Returns a text as PostgreSQL stores it: without NUL, and with U+FFFD in place of each half of a character. */
export const storable = (text: string): string => text.replaceAll('\0', '').replace(/\p{Cs}/gu, '\ufffd')

/** Returns the beginning of a text, of at most so many UTF-16 units, without half of a character at its end. */
export const beginningOf = (text: string, most: number): string => text.slice(0, most).replace(/\p{Cs}$/u, '')
