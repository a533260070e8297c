/** Longest name that is looked up while it is typed. */
const LONGEST = 60

/** Returns what is typed after the last `@` before a place in a text, when that may become a mention; undefined otherwise. */
export function mentionBefore(text: string, at: number): string | undefined {
  const before = text.slice(0, at)
  const sign = before.lastIndexOf('@')
  if (sign < 0 || (sign > 0 && /[\p{L}\p{N}_]/u.test(before.charAt(sign - 1)))) return undefined
  const typed = before.slice(sign + 1)
  return typed.length <= LONGEST && !/[\n@]|\s\s|^\s/.test(typed) ? typed : undefined
}
