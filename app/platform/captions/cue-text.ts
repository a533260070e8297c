/** Tags that are kept (WebVTT, section 4.2.2); of the others only the text between them. */
const TAGS: ReadonlySet<string> = new Set(['c', 'i', 'b', 'u', 'v', 'lang'])
/** Deeper tags are left out, so that no file makes a browser nest elements a hundred thousand deep. */
const DEEPEST = 8
const LONGEST_NAME = 100

/** The classes that browsers colour by themselves (WebVTT, section 5.1); any other could be a class of the page. */
const COLOURS: ReadonlySet<string> = new Set(
  ['white', 'lime', 'cyan', 'red', 'yellow', 'magenta', 'blue', 'black'].flatMap((name) => [name, `bg_${name}`]),
)
const LANGUAGE_TAG = /^[a-z]{2,8}(?:-[a-z\d]{1,8}){0,5}$/i
/** A tag or a time within a cue; any other `<` is meant as text. */
const TAG = /<(\/?[a-z][^<>]*|\/|[\d:.]+)>/gi
/** An ampersand that begins no character reference. */
const BARE_AMPERSAND = /&(?!#\d{1,7};|#x[\da-f]{1,6};|[a-z][a-z\d]{1,31};)/gi
/** Control characters besides tab and line end, which no font shows. */
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f]/g

/**
 * Returns text as cue text of WebVTT: well-formed, with the tags that are allowed and nothing that could end the cue. Empty
 * if nothing is left to show.
 */
export function cueTextOf(text: string): string {
  const open: string[] = []
  const parts: string[] = []
  let at = 0
  for (const { 0: whole, 1: tag = '', index } of text.matchAll(TAG)) {
    parts.push(escaped(text.slice(at, index)), tagOf(tag, open))
    at = index + whole.length
  }
  parts.push(escaped(text.slice(at)), ...open.reverse().map((name) => `</${name}>`))
  const lines = parts.join('').split('\n')
  const shown = lines.map((line) => line.trim()).filter((line) => line !== '')
  return hasText(shown) ? shown.join('\n') : ''
}

const escaped = (text: string): string =>
  text.replace(CONTROLS, '').replace(BARE_AMPERSAND, '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const hasText = (lines: string[]): boolean => lines.some((line) => line.replace(/<[^>]*>/g, '').trim() !== '')

/** Returns what is kept of a tag, and keeps account of those that are open. */
function tagOf(tag: string, open: string[]): string {
  if (tag.startsWith('/')) {
    const name = tag.slice(1).trim()
    if (open.at(-1) !== name) return ''
    open.pop()
    return `</${name}>`
  }
  const [, named = '', annotation = ''] = /^([^\s]*)\s*([\s\S]*)$/.exec(tag) ?? []
  const [name = '', ...classes] = named.split('.')
  if (!TAGS.has(name) || open.length >= DEEPEST) return ''
  const note = annotation
    .replace(CONTROLS, '')
    .replace(/[\s<>&]+/g, ' ')
    .trim()
  if (name === 'lang' && !LANGUAGE_TAG.test(note)) return ''
  if (name === 'v' && note === '') return ''
  open.push(name)
  const kept = [name, ...new Set(classes.filter((each) => COLOURS.has(each)))].join('.')
  return name === 'lang' || name === 'v' ? `<${kept} ${note.slice(0, LONGEST_NAME)}>` : `<${kept}>`
}
