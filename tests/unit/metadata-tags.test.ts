import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { corpus, corpusFiles, headOf, testFile } from '#tests/support/corpus'
import { hasExiftool, tagsOf } from '#tests/support/exiftool'
import { writeTags } from '#tests/support/exiftool-tags'
import { fillReference, NEWER_THAN_EXIFTOOL } from '#tests/support/iptc-reference'
import { jpegWith, packet, picture, xmpSegment } from '#tests/support/metadata-blocks'
import { sniff } from '~/platform/files/sniff.server'
import { readFile } from '~/platform/images/metadata.server'
import { tagsFromExiftool } from '~/platform/metadata/tags/exiftool-tags'
import { boundedTags, type FileTag, MOST_BYTES, type TagValue, tagText } from '~/platform/metadata/tags/file-tag'
import { IPTC_PROPERTIES, mapTags } from '~/platform/metadata/tags/iptc-properties'

// Each file takes several runs of exiftool, which take long on a busy machine.
vi.setConfig({ testTimeout: 300_000 })
const jpeg = { extension: 'jpg' }
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-tags-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('the table of IPTC properties', () => {
  test('names every property, key and tag once', () => {
    for (const list of [
      IPTC_PROPERTIES.map(({ property }) => property),
      IPTC_PROPERTIES.map(({ key }) => key),
      IPTC_PROPERTIES.flatMap(({ tags }) => tags),
    ])
      expect(list).toEqual([...new Set(list)])
  })

  test('has keys that a metadata field may have', () => {
    for (const { key } of IPTC_PROPERTIES) expect(key).toMatch(/^[a-z][a-z0-9_]{0,39}$/)
  })
})

describe.skipIf(!hasExiftool)('a file in which every property is filled with a marker', () => {
  test.each(['jpg', 'tif', 'png', 'webp'] as const)(
    '%s: each property is read, with the values exiftool reads',
    async (extension) => {
      const file = path.join(folder, `reference.${extension}`)
      const format = extension === 'jpg' ? 'jpeg' : extension === 'tif' ? 'tiff' : extension
      await picture().toFormat(format).toFile(file)
      fillReference(file, IPTC_PROPERTIES)
      const { tags, omitted } = (await readFile(file, { extension })).tags
      expect(omitted).toBe(0)
      const expected = comparable(tagsFromExiftool(tagsOf(folder, [file]).get(file) ?? {}))
      const own = comparable(tags)
      expect(own).toEqual(expected)
      const mapped = mapTags(tags)
      const missing = IPTC_PROPERTIES.filter(({ tags: [first] }) => first && !NEWER_THAN_EXIFTOOL.has(first)).filter(
        (property) => !mapped.some((value) => value.property === property),
      )
      expect(missing.map(({ property }) => property)).toEqual([])
    },
  )
})

describe.skipIf(!hasExiftool)('files that are no pictures', () => {
  test('the texts of a film are read by our own reader, and mapped', async () => {
    const file = path.join(folder, 'film.mp4')
    await copyFile(testFile('film.mp4'), file)
    writeTags(file, ['-ItemList:Title=ref title ñ', '-ItemList:Artist=ref artist', '-Keys:Description=ref description'])
    const { tags } = (await readFile(file, { extension: 'mp4' })).tags
    const keys = mapTags(tags).map(({ property: { key }, tag, values }) => [key, tag, values])
    expect(keys).toContainEqual(['title', 'ItemList:Title', ['ref title ñ']])
    expect(keys).toContainEqual(['creator', 'ItemList:Artist', ['ref artist']])
    expect(keys).toContainEqual(['description', 'Keys:Description', ['ref description']])
  })

  test('the information dictionary and XMP of a document are read by exiftool, and XMP goes first', async () => {
    const document = path.join(folder, 'leaflet.pdf')
    await copyFile(testFile('leaflet.pdf'), document)
    writeTags(document, ['-PDF:Title=ref title', '-XMP-dc:Title=ref xmp title', '-XMP-dc:Title-de=Titel'])
    const { tags } = (await readFile(document, { extension: 'pdf' })).tags
    expect(tags).toContainEqual({ name: 'PDF:Title', values: ['ref title'] })
    const german = { lang: 'de', text: 'Titel' }
    const title = { name: 'XMP-dc:Title', values: [{ lang: 'x-default', text: 'ref xmp title' }, german] }
    expect(tags).toContainEqual(title)
    expect(mapTags(tags).find(({ property }) => property.key === 'title')?.tag).toBe('XMP-dc:Title')
  })
})

describe.skipIf(!hasExiftool || corpusFiles.length === 0)('files of the corpus', () => {
  test('XMP and IIM tags are those that exiftool reads', async () => {
    const files = corpusFiles.filter((name) => /\.(jpe?g|png|tiff?|webp|psd|nef|dng|mov|mp4)$/i.test(name))
    const paths = files.map((name) => path.join(corpus, name))
    const printed = tagsOf(folder, paths)
    const different: unknown[] = []
    for (const file of paths) {
      const { tags } = (await readFile(file, await sniff(file, await headOf(file), path.basename(file)))).tags
      const [own, theirs] = [comparable(tags), comparable(tagsFromExiftool(printed.get(file) ?? {}))]
      for (const [name, values] of Object.entries(own))
        if (theirs[name] && JSON.stringify(theirs[name]) !== JSON.stringify(values))
          different.push({ file: path.basename(file), name, own: values, theirs: theirs[name] })
      for (const name of Object.keys(theirs))
        if (!own[name]) different.push({ file: path.basename(file), missing: name })
    }
    expect(different).toEqual([])
  })
})

describe('tags of a file', () => {
  const read = async (inside: string) => {
    const file = path.join(folder, 'one.jpg')
    await writeFile(file, await jpegWith(xmpSegment(packet(inside))))
    return (await readFile(file, jpeg)).tags
  }
  const EXT = 'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'

  test('AI properties of IPTC Extension and data mining of PLUS are read and mapped', async () => {
    const { tags } = await read(
      `<Iptc4xmpExt:AISystemUsed ${EXT}>system</Iptc4xmpExt:AISystemUsed>
       <Iptc4xmpExt:AIPromptInformation ${EXT}>prompt</Iptc4xmpExt:AIPromptInformation>
       <plus:DataMining xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/">http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED</plus:DataMining>`,
    )
    const keys = mapTags(tags).map(({ property: { key }, values }) => [key, values.map(tagText)])
    expect(keys).toEqual([
      ['ai_prompt', ['prompt']],
      ['ai_system', ['system']],
      ['data_mining', ['http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED']],
    ])
  })

  test('languages of a text are kept', async () => {
    const { tags } = await read(
      '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">a</rdf:li><rdf:li xml:lang="de-AT">b</rdf:li></rdf:Alt></dc:title>',
    )
    expect(tags).toEqual([
      {
        name: 'XMP-dc:Title',
        values: [
          { lang: 'x-default', text: 'a' },
          { lang: 'de-AT', text: 'b' },
        ],
      },
    ])
  })

  test('base64 of a preview is left out and counted', async () => {
    const image = Buffer.alloc(600, 7).toString('base64')
    const tags = await read(`<photoshop:City>x</photoshop:City><photoshop:History>${image}</photoshop:History>`)
    expect(tags).toEqual({ tags: [{ name: 'XMP-photoshop:City', values: ['x'] }], omitted: 1 })
  })

  test('an unknown namespace is named by the last word of its address', async () => {
    const { tags } = await read('<a:thing xmlns:a="http://example.org/own/1.0/">v</a:thing>')
    expect(tags).toEqual([{ name: 'XMP-own:Thing', values: ['v'] }])
  })

  test('all tags together stay within the limit, and later small ones still find room', () => {
    const long = 'word '.repeat(700)
    const many = Array.from({ length: 100 }, (_, at): FileTag => ({ name: `XMP-a:T${at}`, values: [long] }))
    const { tags, omitted } = boundedTags([...many, { name: 'XMP-a:Last', values: ['x'] }])
    expect(Buffer.byteLength(JSON.stringify(tags))).toBeLessThanOrEqual(MOST_BYTES)
    expect([tags.at(-1)?.name, tags.length + omitted]).toEqual(['XMP-a:Last', 101])
  })

  test('a crafted packet of deep lists and structures ends', async () => {
    const deep = '<a:b xmlns:a="x:y"><rdf:Bag><rdf:li>'.repeat(30)
    const { omitted } = await read(`${deep}v`)
    expect(omitted).toBe(0)
  })

  test('text that PostgreSQL cannot hold is replaced', () => {
    const { tags } = boundedTags([{ name: 'A:B', values: ['a\u0000b\ud800'] }])
    expect(tags).toEqual([{ name: 'A:B', values: ['a b\ufffd'] }])
  })
})

/** Values by name for comparison: a default alone is a plain text, codes are without the address of their list. */
function comparable(tags: readonly FileTag[]): Record<string, unknown> {
  const compared = tags.filter(({ name }) => /^(XMP-(dc|photoshop|xmpRights|iptcCore|iptcExt|plus):|IPTC:)/.test(name))
  return Object.fromEntries(
    compared
      .filter(
        ({ name }) => !/CodedCharacterSet|ObjectPreview|ColorMode|DocumentAncestors|IPTC:(Unknown|Prefs)/.test(name),
      )
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, values }) => [name, values.map(plain)]),
  )
}

function plain(value: TagValue): unknown {
  if (typeof value === 'string') return normal(value)
  if ('text' in value) return value.lang === 'x-default' ? normal(value.text) : [value.lang, normal(value.text)]
  return Object.fromEntries(
    Object.entries(value.fields)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, values]) => [name, values.map(plain)]),
  )
}

/** exiftool prints dates with colons, booleans in lower case, and PLUS codes without their address. */
const normal = (text: string): string =>
  text
    .replace('http://ns.useplus.org/ldf/vocab/', '')
    .replace(/^(\d{4})-(\d\d)-(\d\d)T?/, '$1:$2:$3 ')
    .replace(/^(true|false)$/i, (word) => word.toLowerCase())
    .trim()
