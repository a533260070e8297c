// Ours because a parser wants all of a file, and the head of a large one is all that is read here.

const TOKEN =
  /[ \t\r\n]*(?:([[{])|([\]}])|([,:])|("(?:[^"\\\u0000-\u001f]|\\.)*")|(-?\d[\d.eE+-]*|true|false|null))[ \t\r\n]*/y
/** Deeper nesting than any program writes. */
const DEEPEST = 512

/**
 * Returns whether a text is an object or an array of JSON (RFC 8259, 2), or the beginning of one. A text that is `cut`
 * may end anywhere, any other has to be complete.
 */
export function jsonIn(text: string, isCut: boolean): boolean {
  const open: string[] = []
  let last: 'value' | 'open' | ',' | ':' = 'open'
  let tokens = 0
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex
    const [, opening, closing, mark, string, scalar] = TOKEN.exec(text) ?? []
    const value = string ?? scalar
    // What cannot be read is the rest of a cut token, such as a long text, or no JSON.
    if (!opening && !closing && !mark && !value) return isCut && tokens > 1 && isCutToken(text, at)
    if (tokens++ === 0 && !opening) return false
    if (tokens > 1 && open.length === 0) return false
    if (closing) {
      if (last === ',' || last === ':' || open.pop() !== (closing === '}' ? '{' : '[')) return false
      last = 'value'
    } else if (mark) {
      if (last !== 'value' || (mark === ':' && open.at(-1) !== '{')) return false
      last = mark === ',' ? ',' : ':'
    } else {
      if (last === 'value' || (scalar && last !== ':' && open.at(-1) === '{')) return false
      if (opening) open.push(opening)
      if (open.length > DEEPEST) return false
      last = opening ? 'open' : 'value'
    }
  }
  return tokens > 0 && (isCut || open.length === 0)
}

/** Returns whether what follows `at` can be a string or a word that the end of the text cuts off. */
function isCutToken(text: string, at: number): boolean {
  const rest = text.slice(at).trimStart()
  if (/^[a-z]{1,4}$/.test(rest)) return ['true', 'false', 'null'].some((word) => word.startsWith(rest))
  return rest === '' || rest === '-' || (rest.startsWith('"') && !/["\n\r]/.test(rest.slice(1).replace(/\\./g, '')))
}

/** Returns whether JSON is a glTF asset: it states the version of glTF, and has one of its lists (glTF 2.0, 3.2 and 3.5). */
export function gltfIn(json: string): boolean {
  const at = json.search(/"asset"\s{0,100}:\s{0,100}\{/)
  if (at < 0 || !/"(?:scenes|nodes|meshes|accessors|bufferViews)"\s{0,100}:\s{0,100}\[/.test(json)) return false
  return /^[^{]{1,220}\{[^{}]{0,2000}?"version"\s{0,100}:\s{0,100}"\d/.test(json.slice(at, at + 2500))
}
