import { DomainError } from '~/platform/errors'

/** Somebody who may be mentioned, by name or by the address of their account. */
export interface Mentionable {
  id: string
  name: string
  email: string
}

/** A part of a text as it is shown: text, or the name of a person who is mentioned. */
export type TextPart = { text: string } | { personId: string; name: string }

/** Characters for private use, which no keyboard types, around the id of a person who is mentioned. */
const [START, END] = ['\uE000', '\uE001']
const MARKS = /[\uE000\uE001]/g
const TOKEN = /\uE000([0-9a-f-]{36})\uE001/g
const WORD = /[\p{L}\p{N}_]/u

/**
 * Returns a text to be stored, in which ids stand for the `@names` of persons, and the ids. A longer name wins; `@` within a word,
 * as in an address, mentions nobody. Throws `annotation.mention_ambiguous` for a name that several persons have.
 */
export function withMentions(typed: string, persons: readonly Mentionable[]): { text: string; mentioned: string[] } {
  const text = typed.replace(MARKS, '').normalize('NFC')
  const names = namesOf(persons)
  const mentioned = new Set<string>()
  let stored = ''
  let at = 0
  for (let sign = text.indexOf('@'); sign >= 0; sign = text.indexOf('@', Math.max(at, sign + 1))) {
    if (sign > 0 && WORD.test(text.charAt(sign - 1))) continue
    const found = names.find(({ name }) => stands(text, sign + 1, name))
    if (!found) continue
    const [id, ...others] = found.ids
    if (!id || others.length > 0)
      throw new DomainError('annotation.mention_ambiguous', { field: 'text', name: found.name })
    mentioned.add(id)
    stored += `${text.slice(at, sign)}${START}${id}${END}`
    at = sign + 1 + found.name.length
  }
  return { text: stored + text.slice(at), mentioned: [...mentioned] }
}

/** Names and addresses with the ids of those who have them, longest first. */
function namesOf(persons: readonly Mentionable[]): { name: string; ids: string[] }[] {
  const ids = new Map<string, { name: string; ids: string[] }>()
  for (const { id, name, email } of persons)
    for (const each of new Set([name.normalize('NFC'), email])) {
      const known = ids.get(folded(each))
      if (known) known.ids.push(id)
      else ids.set(folded(each), { name: each, ids: [id] })
    }
  return [...ids.values()].sort((a, b) => b.name.length - a.name.length)
}

const folded = (text: string): string => text.toLowerCase()

/** Whether a name stands in a text at a place, and no word goes on after it. */
const stands = (text: string, at: number, name: string): boolean =>
  folded(text.slice(at, at + name.length)) === folded(name) && !WORD.test(text.charAt(at + name.length))

/** Returns the ids of the persons whom a stored text mentions. */
export const mentionedIn = (stored: string): string[] => [
  ...new Set([...stored.matchAll(TOKEN)].map(([, id = '']) => id)),
]

/** Returns a stored text in the parts in which it is shown; a person without a name is shown as `somebody`. */
export function textParts(stored: string, names: ReadonlyMap<string, string>, somebody = '…'): TextPart[] {
  const parts: TextPart[] = []
  let at = 0
  for (const { 0: token, 1: personId = '', index } of stored.matchAll(TOKEN)) {
    if (index > at) parts.push({ text: stored.slice(at, index) })
    parts.push({ personId, name: names.get(personId) ?? somebody })
    at = index + token.length
  }
  if (at < stored.length) parts.push({ text: stored.slice(at) })
  return parts
}

/** Returns a text of parts as it would be typed. */
export const typedText = (parts: readonly TextPart[]): string =>
  parts.map((part) => ('text' in part ? part.text : `@${part.name}`)).join('')

/** Returns a stored text cut after some characters of what is shown, never within a mention. */
export function excerptOf(parts: readonly TextPart[], most: number): { parts: TextPart[]; isCut: boolean } {
  const kept: TextPart[] = []
  let left = most
  for (const part of parts) {
    if (left <= 0) return { parts: kept, isCut: true }
    if ('text' in part && part.text.length > left) {
      const whole = [...part.text.slice(0, left)]
      // The cut may have halved a character of two units.
      const text = /[\uD800-\uDBFF]$/.test(whole.at(-1) ?? '') ? whole.slice(0, -1).join('') : whole.join('')
      return { parts: [...kept, { text }], isCut: true }
    }
    kept.push(part)
    left -= 'text' in part ? part.text.length : part.name.length + 1
  }
  return { parts: kept, isCut: false }
}
