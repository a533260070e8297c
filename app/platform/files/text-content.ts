// Ours beside file-type, which knows few kinds of text by what is in them.
import { gltfIn, jsonIn } from './json'
import { decoded, type Markup, markupIn } from './markup'
import { EXTENSION_KINDS } from './text-types'

/** What a file that begins with a line of text is, whatever its name. */
const OPENINGS: [pattern: RegExp, extension: string][] = [
  [/^BEGIN:VCALENDAR\s/i, 'ics'],
  [/^BEGIN:VCARD\s/i, 'vcf'],
  [/^WEBVTT(?=\s|$)/, 'vtt'],
  [/^#usda \d/, 'usda'],
  [/^ply\r?\nformat (?:ascii|binary)/, 'ply'],
  [/^; FBX \d/, 'fbx'],
  [/^ISO-10303-21;/, 'step'],
  [/^\d{1,9}\r?\n\d\d:\d\d:\d\d,\d{3} --> \d\d:/, 'srt'],
]

/** Extensions by the first element of XML; `html` also without a declaration. */
const ROOTS: Record<string, string> = {
  ...{ html: 'html', xmpmeta: 'xmp', RDF: 'xmp', xliff: 'xliff', tmx: 'tmx', tt: 'ttml' },
  ...{ gpx: 'gpx', kml: 'kml', COLLADA: 'dae', X3D: 'x3d', plist: 'plist' },
}
/** Extensions under which XML is something of its own. */
const XML_ENDINGS = new Set(['xml', 'xsl', 'xsd', 'xhtml', 'plist', 'xmp', 'gpx', 'kml', 'tmx', 'ttml', 'dae', 'x3d'])
/** Extensions that are equally right for what was recognised. */
const ALIKE: Record<string, readonly string[]> = {
  html: ['htm', 'xhtml'],
  xliff: ['xlf'],
  ttml: ['dfxp'],
  step: ['stp'],
}

/**
 * Returns the extension of a text: by its content where that is certain, else by the ending of its name, else `txt`.
 * `head` is the beginning of the file, and `isCut` whether the file goes on.
 */
export function textTypeIn(head: Buffer, ending: string, isCut: boolean): string {
  const text = decoded(head)
  const start = text.slice(0, 200)
  const certain = OPENINGS.find(([pattern]) => pattern.test(start))?.[1] ?? markupType(markupIn(text), ending)
  if (certain) return ALIKE[certain]?.includes(ending) ? ending : certain
  const isNamed = Object.hasOwn(EXTENSION_KINDS, ending)
  if ((!isNamed || ending === 'json') && /^\s{0,100}[{[]/.test(start) && jsonIn(text, isCut))
    return gltfIn(text) ? 'gltf' : 'json'
  return isNamed ? ending : 'txt'
}

function markupType(markup: Markup | undefined, ending: string): string | undefined {
  if (!markup) return undefined
  if (markup.isHtml || /^(?:html|head|body)$/i.test(markup.root)) return 'html'
  const known = Object.hasOwn(ROOTS, markup.root) ? ROOTS[markup.root] : undefined
  // A sidecar's first element is certain only with the name or the packet around it, and other RDF is XML.
  if (markup.root === 'RDF') return ending === 'xmp' ? 'xmp' : markup.isDeclared ? 'xml' : undefined
  if (known) return known
  if (!markup.isDeclared) return undefined
  return XML_ENDINGS.has(ending) ? ending : 'xml'
}
