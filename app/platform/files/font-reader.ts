// Runs in a process of its own (see font-facts.server.ts): fontkit reads tables when they are asked for, and a crafted font
// makes it loop or fill memory. Prints the facts of the font named by its argument as JSON; of letters named by a second one
// their outline.
import { readFileSync } from 'node:fs'
import { create, type Font } from 'fontkit'
import { coverageOf, rangesOf } from './font-coverage'
import type { EmbeddingPermission, FontFacts, FontOutline } from './font-facts'

const LONGEST_TEXT = 4000
const [MOST_FEATURES, MOST_AXES, MOST_RANGES] = [200, 64, 1000]
const FORMATS = ['TTF', 'WOFF', 'WOFF2', 'TTC', 'DFont'] as const

const [, , localPath = '', letters] = process.argv
const opened = create(readFileSync(localPath))
const font = 'fonts' in opened ? opened.fonts[0] : opened
if (!font) throw new Error('a collection without fonts')
process.stdout.write(JSON.stringify(letters === undefined ? factsOf(font) : outlineOf(font, letters)))

/** Letters side by side, each moved by the advances of those before it; the y axis points up. */
function outlineOf(font: Font, letters: string): FontOutline {
  const { glyphs, positions } = font.layout(letters)
  let x = 0
  const paths = glyphs.map((glyph, at) => {
    const path = `<path transform="translate(${x} 0)" d="${glyph.path.toSVG()}"/>`
    x += positions[at]?.xAdvance ?? 0
    return path
  })
  return { paths: paths.join(''), width: x, ascent: font.ascent, descent: font.descent }
}

function factsOf(font: Font): FontFacts {
  const format = FORMATS.find((known) => known === opened.type) ?? 'TTF'
  const codePoints = new Set(font.characterSet.filter((point) => point < 0xffff_ffff))
  const text = (key: string) => textOf(font, key)
  return {
    format,
    family: text('preferredFamily') ?? text('fontFamily'),
    subfamily: text('preferredSubfamily') ?? text('fontSubfamily'),
    ...{ fullName: text('fullName'), postscriptName: text('postscriptName'), version: text('version') },
    ...{ designer: text('designer'), manufacturer: text('manufacturer') },
    ...{ copyright: text('copyright'), trademark: text('trademark') },
    ...{ licence: text('license'), licenceUrl: text('licenseURL') },
    ...styleOf(font),
    glyphCount: font.numGlyphs,
    unitsPerEm: font.unitsPerEm,
    features: orElse(() => [...new Set(font.availableFeatures)].sort().slice(0, MOST_FEATURES), []),
    axes: orElse(() => axesOf(font), []),
    ...coverageOf(codePoints),
    characterCount: codePoints.size,
    ranges: rangesOf(codePoints, MOST_RANGES),
  }
}

/** A damaged table takes its own facts, not those of the others. */
function orElse<T>(read: () => T, instead: T): T {
  try {
    return read()
  } catch {
    return instead
  }
}

function textOf(font: Font, key: string): string | undefined {
  const text = orElse(() => font.getName(key, 'en'), null)
  if (typeof text !== 'string') return undefined
  const clean = text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ' ').trim()
  return [...clean.slice(0, LONGEST_TEXT * 2)].slice(0, LONGEST_TEXT).join('') || undefined
}

function axesOf(font: Font): FontFacts['axes'] {
  return Object.entries(font.variationAxes)
    .slice(0, MOST_AXES)
    .flatMap(([tag, axis]) => (axis ? [{ tag, ...axis, name: String(axis.name ?? tag).slice(0, 100) }] : []))
}

function styleOf(font: Font) {
  const table = orElse(() => font['OS/2'], undefined)
  const vendor = table?.vendorID?.replace(/[^\x20-\x7e]/g, '').trim()
  return {
    embedding: embeddingOf(table?.fsType),
    noSubsetting: table?.fsType?.noSubsetting ?? false,
    bitmapOnly: table?.fsType?.bitmapOnly ?? false,
    vendor: vendor || undefined,
    weight: table?.usWeightClass,
    isItalic: Boolean(table?.fsSelection?.italic),
  }
}

/** The permissions exclude each other; where several are set, the least restrictive counts (OpenType 1.9, OS/2). */
function embeddingOf(type: Font['OS/2']['fsType'] | undefined): EmbeddingPermission | undefined {
  if (!type) return undefined
  if (type.editable) return 'editable'
  if (type.viewOnly) return 'preview_and_print'
  return type.noEmbedding ? 'restricted' : 'installable'
}
