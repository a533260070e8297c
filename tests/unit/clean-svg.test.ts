import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { corpus, corpusFiles, testFile } from '#tests/support/corpus'
import { cleanSvg } from '~/platform/images/svg/clean-svg.server'
import { decodeXml } from '~/platform/metadata/decode-text'

const svg = (inside: string, attributes = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10" ${attributes}>${inside}</svg>`

const dataUrl = (bytes: Buffer, type = 'png') => `data:image/${type};base64,${bytes.toString('base64')}`
const tiny = async () =>
  dataUrl(
    await sharp({ create: { width: 1, height: 1, channels: 3, background: '#345' } })
      .png()
      .toBuffer(),
  )

/** A picture with a header of these sides (PNG, 11.2.2), and a single pixel behind it. */
async function headerOf(width: number, height: number): Promise<string> {
  const bytes = Buffer.from((await tiny()).slice(dataUrl(Buffer.alloc(0)).length), 'base64')
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29)
  return dataUrl(bytes)
}

/** One of the corpus has a prefix that it does not declare, so that no decoder reads it. */
const DRAWINGS = corpusFiles.filter((file) => file.endsWith('.svg') && file !== 'rights/XMP.svg')

describe('a drawing that leaves', () => {
  test.each([
    ['a script', '<script>alert(1)</script><script xlink:href="https://evil.example/x.js"/>'],
    ['a script of another prefix', '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>'],
    ['a handler', '<rect onload="alert(1)" ONCLICK="alert(1)" width="5" height="5"/>'],
    [
      'a page within',
      '<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="https://evil.example"/></foreignObject>',
    ],
    [
      'a link to a script',
      '<a xlink:href="javascript:alert(1)" href="javascript:alert(1)"><rect width="5" height="5"/></a>',
    ],
    [
      'animation of an address',
      '<a><set attributeName="href" to="javascript:alert(1)"/><rect width="5" height="5"/></a>',
    ],
    ['a picture elsewhere', '<image href="https://evil.example/a.png"/><image xlink:href="file:///etc/evil"/>'],
    ['another document', '<use href="https://evil.example/a.svg#x"/><use href="data:image/svg+xml;base64,ZXZpbA=="/>'],
    [
      'a fetching style',
      '<rect style="fill:url(https://evil.example/#a)"/><rect style="fill:u\\72l(https://evil.example)"/>',
    ],
    ['a fetching attribute', '<rect filter="url(\'//evil.example\')" mask="url(https://evil.example"/>'],
    [
      'a fetching sheet',
      '<style>@import "https://evil.example";@font-face{src:url(//evil.example)}a{b:image-set("//evil.example/c")}</style>',
    ],
    [
      'a sheet in parts',
      '<style>rect{fill:u<!-- -->rl(https://evil.example)}<![CDATA[@import url(]]>//evil.example);</style>',
    ],
    ['a sheet within another document', '<?xml-stylesheet href="https://evil.example/a.css"?><rect/>'],
    ['what a program noted', '<metadata>evil</metadata><!-- C:\\Users\\evil --><g data-name="evil" id="a"/>'],
    ['a base address', '<g xml:base="https://evil.example/"/>'],
    ['an entity of a file', '<text>&evil;</text>'],
  ])('has no trace of %s', async (_, inside) => {
    const doctype = '<!DOCTYPE svg [ <!ENTITY evil SYSTEM "file:///etc/passwd"> ]>'
    const clean = await cleanSvg(doctype + svg(inside))
    expect(clean.replace('&#38;evil;', '')).not.toMatch(/evil|alert|script|iframe|passwd|<!|<\?/i)
    await sharp(Buffer.from(clean)).metadata()
  })

  test('keeps what draws: gradients by address, text in its order, sheets, entities of namespaces, what a link holds', async () => {
    const clean = await cleanSvg(
      `<?xml version="1.0"?><!DOCTYPE svg [ <!ENTITY ns "http://www.w3.org/2000/svg"> ]>
      <v:svg xmlns:v="&ns;" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" inkscape:export-filename="/home/evil/a.png">
      <v:style>.a{fill:url(#b)} .c&gt;.d{stroke:#123}</v:style><v:a href="https://example.org"><v:path class="a" d="M0 0h5"/></v:a>
      <v:text xml:space="preserve">one <v:tspan fill="url('#b')">two</v:tspan> three &amp; ñ</v:text></v:svg>`,
    )
    expect(clean).toContain('<style>.a{fill:url(#b)} .c&#62;.d{stroke:#123}</style><g><path class="a" d="M0 0h5"/></g>')
    expect(clean).toContain(`<text xml:space="preserve">one <tspan fill="url('#b')">two</tspan> three &#38; ñ</text>`)
    expect(clean).not.toContain('evil')
  })

  test('has the credit and pictures without the place where they were taken', async () => {
    const photo = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#345' } })
      .withExif({ IFD3: { GPSLatitude: '43/1 16/1 0/1', GPSLatitudeRef: 'N' } })
      .jpeg()
      .toBuffer()
    const clean = await cleanSvg(svg(`<image href="data:image/jpeg;base64,${photo.toString('base64')}"/>`), {
      creator: 'Nerea <Ñ>',
    })
    expect(clean).toContain('<rdf:li>Nerea &#60;Ñ&#62;</rdf:li>')
    const [, held = ''] = /xlink:href="data:image\/jpeg;base64,([^"]+)"/.exec(clean) ?? []
    expect(await sharp(Buffer.from(held, 'base64')).metadata()).not.toHaveProperty('exif')
  })

  test('has one address in a picture, where other attributes look like one', async () => {
    const [picture, other] = [await tiny(), 'data:image/png;base64,AAAA']
    const clean = await cleanSvg(svg(`<image id="${other}" xlink:href="${picture}"/>`))
    expect(clean.match(/ xlink:href=/g)).toHaveLength(1)
    expect(clean).toContain(` id="${other}"`)
    await sharp(Buffer.from(clean)).metadata()
  })

  test.each([
    ['is cut', '<svg xmlns="http://www.w3.org/2000/svg"><g>'],
    ['is closed wrongly', '<svg xmlns="http://www.w3.org/2000/svg"><g></svg></g>'],
    ['has an open comment', '<svg><!-- '],
    ['has two roots', '<svg/><svg/>'],
    ['is another document', '<html><svg/></html>'],
    ['is empty', ''],
    ['holds a broken picture', svg('<image href="data:image/png;base64,AAAA"/>')],
  ])('is refused when it %s', async (_, text) => {
    await expect(cleanSvg(text)).rejects.toMatchObject({ code: 'unreadable' })
  })

  test('is refused when it nests too deep or names grow it beyond all bounds', async () => {
    await expect(cleanSvg(svg('<g>'.repeat(600) + '</g>'.repeat(600)))).rejects.toMatchObject({
      code: 'too_many_pixels',
    })
    const bomb = `<!DOCTYPE svg [ <!ENTITY a "${'x'.repeat(500)}"> ]>${svg(`<text>${'&a;'.repeat(200_000)}</text>`)}`
    await expect(cleanSvg(bomb)).rejects.toMatchObject({ code: 'too_many_pixels' })
  })

  test('is refused when many parts together are grown by names, whether they leave or not', async () => {
    const part = '&a;'.repeat(25_000)
    const doctype = `<!DOCTYPE svg [ <!ENTITY a "${'x'.repeat(500)}"> ]>`
    for (const inside of [`<script>${part}</script>`, `<g data-name="${part}"/>`, `<style>${part}</style>`])
      await expect(cleanSvg(doctype + svg(inside.repeat(4)))).rejects.toMatchObject({ code: 'too_many_pixels' })
  })

  test.each([
    ['a comment', '<!-- <!ENTITY a "evil"> ]> <!ENTITY a "evil"> -->'],
    ['an instruction', '<?a <!ENTITY a "evil"> ]>?>'],
    ['a literal', `<!ENTITY b '<!ENTITY a "evil"> ]>'>`],
    ['no comment', `<!ENTITY b "<!--">`],
  ])('reads the names that it declares, and what only looks like that in %s is none', async (_, before) => {
    const clean = await cleanSvg(
      `<!DOCTYPE svg [${before}<!ENTITY a "good"><!ENTITY c "-->">]>${svg('<text>&a;</text>')}`,
    )
    expect(clean).toContain('<text>good</text>')
    expect(clean).not.toContain('evil')
  })

  test('is refused when its doctype does not end, whatever it repeats', async () => {
    for (const part of ['<!--', '<!ENTITY a ', '"', '<?', '['])
      await expect(cleanSvg(`<!DOCTYPE svg [${part.repeat(500_000)}`)).rejects.toMatchObject({ code: 'unreadable' })
  })

  test('is refused by the headers of its pictures when they have more pixels together than a few photographs', async () => {
    // Each for itself may be there: the header alone says so, and nothing is behind it.
    const header = await headerOf(7000, 7000)
    await expect(cleanSvg(svg(`<image href="${header}"/>`))).rejects.toMatchObject({ code: 'unreadable' })
    await expect(cleanSvg(svg(`<image href="${header}"/>`.repeat(4)))).rejects.toMatchObject({
      code: 'too_many_pixels',
    })
    const larger = await headerOf(8000, 8000)
    await expect(cleanSvg(svg(`<image href="${larger}"/>`))).rejects.toMatchObject({ code: 'too_many_pixels' })
  })

  test('is refused when its pictures grow too far as they are encoded anew', async () => {
    // Rows repeat within what WebP looks back at, and beyond what PNG does.
    const [width, height] = [12_000, 1_500]
    const rows = randomBytes(width * 3 * 2)
    const pixels = Buffer.concat(Array.from({ length: height / 2 }, () => rows))
    const webp = sharp(pixels, { raw: { width, height, channels: 3 } }).webp({ lossless: true, effort: 0 })
    const picture = dataUrl(await webp.toBuffer(), 'webp')
    expect(picture.length).toBeLessThan(2_000_000)
    await expect(cleanSvg(svg(`<image href="${picture}"/>`))).rejects.toMatchObject({ code: 'too_many_pixels' })
  }, 60_000)

  test('is left with the reason of its signal once nobody waits for it', async () => {
    const reason = new Error('gone')
    const text = svg(`<image href="${await tiny()}"/>`)
    await expect(cleanSvg(text, {}, AbortSignal.abort(reason))).rejects.toBe(reason)
  })

  test.each(['mark.svg', ...DRAWINGS])('looks as it did: %s', async (name) => {
    const bytes = await readFile(name === 'mark.svg' ? testFile(name) : path.join(corpus, name))
    const clean = Buffer.from(await cleanSvg(decodeXml(bytes)))
    const draw = (from: Buffer) =>
      sharp(from).resize(200, 200, { fit: 'fill' }).flatten({ background: '#888' }).raw().toBuffer()
    const [before, after] = [await draw(bytes), await draw(clean)]
    const difference = before.reduce((sum, value, at) => sum + Math.abs(value - (after[at] ?? 0)), 0) / before.length
    expect(difference).toBeLessThan(0.5)
  })
})
