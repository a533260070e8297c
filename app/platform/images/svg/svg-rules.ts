/** What of an SVG may leave: elements that draw (SVG 1.1, appendix M; Filter Effects 1), without scripts, animation and other documents. */
export const DRAWING: ReadonlySet<string> = new Set([
  ...['svg', 'g', 'defs', 'symbol', 'use', 'switch', 'style', 'title', 'desc', 'view'],
  ...['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon', 'image', 'text', 'tspan', 'textPath', 'tref'],
  ...['linearGradient', 'radialGradient', 'stop', 'pattern', 'mask', 'clipPath', 'marker', 'filter', 'color-profile'],
  ...['feBlend', 'feColorMatrix', 'feComponentTransfer', 'feComposite', 'feConvolveMatrix', 'feDiffuseLighting'],
  ...['feDisplacementMap', 'feDistantLight', 'feDropShadow', 'feFlood', 'feFuncA', 'feFuncB', 'feFuncG', 'feFuncR'],
  ...['feGaussianBlur', 'feImage', 'feMerge', 'feMergeNode', 'feMorphology', 'feOffset', 'fePointLight'],
  ...['feSpecularLighting', 'feSpotLight', 'feTile', 'feTurbulence'],
])

const PLAIN_NAME = /^[A-Za-z][A-Za-z0-9-]*$/
/** Names of editing programs' layers, handlers of events, and what would change where addresses lead. */
const DROPPED = /^(on|data-|xmlns|requiredExtensions$|href$)/i

/** An attribute without a namespace as it may leave; undefined for one that may not. */
export function safeAttribute(name: string, value: string): string | undefined {
  if (!PLAIN_NAME.test(name) || DROPPED.test(name)) return undefined
  // CSS has escapes that hide the name of a function (CSS Syntax 3, 4.3.7).
  if (value.includes('\\') || FETCHING.test(value)) return undefined
  return withoutAddresses(value, 'none')
}

/** An address within the document, or a picture in it; undefined for any other. */
export function safeAddress(element: string, value: string): string | undefined {
  const address = value.trim()
  if (/^#[^\s"'<>\\]{1,500}$/.test(address)) return address
  const holdsPicture = element === 'image' || element === 'feImage'
  return holdsPicture && EMBEDDED_PICTURE.test(address) ? address : undefined
}

/** A picture within a drawing as a data URL (RFC 2397). */
export const EMBEDDED_PICTURE = /^data:image\/(?:png|jpe?g|gif|webp);base64,/i

/** CSS functions and schemes that fetch, besides `url()` (CSS Images 4). */
const FETCHING = /(?:image-set|image|src|cross-fade|expression)\s*\(|(?:java|vb)script\s*:/i
/** The same with the rest of their declaration. */
const FETCHES = new RegExp(`(?:${FETCHING.source})[^;}]*`, 'gi')
const URLS = /url\s*\(\s*(?:"([^"]*)"|'([^']*)'|([^)"']*))\s*\)?/gi

/** Replaces every `url()` that does not lead to an element of the document. */
const withoutAddresses = (value: string, instead: string): string =>
  value.replace(URLS, (whole, ...groups: unknown[]) => {
    const address = groups.slice(0, 3).find((group) => typeof group === 'string')
    return typeof address === 'string' && /^\s*#[^\s"'()<>\\]{1,500}\s*$/.test(address) ? whole : instead
  })

/**
 * A style sheet as it may leave: without comments, rules that begin with @ (which import, load fonts or name namespaces), escapes
 * and addresses outside of the document.
 */
export function safeStyles(css: string): string {
  const plain = css.replace(/\/\*[\s\S]*?(?:\*\/|$)/g, ' ').replace(/[\\<]/g, '')
  return withoutAddresses(withoutAtRules(plain), 'none').replace(FETCHES, 'none')
}

/** One pass over the sheet: an at-rule ends with a semicolon, or with the block that it begins (CSS Syntax 3, 5.4.2). */
function withoutAtRules(css: string): string {
  let kept = ''
  for (let at = 0; at < css.length; ) {
    const rule = css.indexOf('@', at)
    if (rule < 0) return kept + css.slice(at)
    kept += css.slice(at, rule)
    at = endOfAtRule(css, rule)
  }
  return kept
}

function endOfAtRule(css: string, start: number): number {
  let depth = 0
  for (let at = start; at < css.length; at++) {
    const letter = css[at]
    if (letter === '{') depth++
    else if (letter === '}' && --depth <= 0) return depth < 0 ? at : at + 1
    else if (letter === ';' && depth === 0) return at + 1
  }
  return css.length
}
