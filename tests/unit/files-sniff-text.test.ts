import { describe, expect, test } from 'vitest'
import { cpuClock } from '#tests/support/cpu-time'
import { sniffBytes } from '#tests/support/sniffed-bytes'

const typeOf = async (text: string | Buffer, fileName: string) => {
  const { kind, extension } = await sniffBytes(text, fileName)
  return `${kind} ${extension}`
}
const gltf = JSON.stringify({ asset: { version: '2.0', generator: 'x' }, scenes: [{ nodes: [0] }], nodes: [{}] })
const records = JSON.stringify(Array.from({ length: 9000 }, (_, at) => ({ id: at, title: `Larrun "${at}"` })))
const xml = '<?xml version="1.0" encoding="UTF-8"?>\n'
const xmp = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF/></x:xmpmeta>'

describe('sniff recognises kinds of text', () => {
  test.each<[string, string | Buffer, string, string]>([
    ['Markdown', '# Title', 'a.md', 'text md'],
    ['subtitles', '1\n00:00:01,000 --> 00:00:02,000\nHello\n', 'a', 'text srt'],
    ['subtitles for the web', 'WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n', 'a.txt', 'text vtt'],
    ['translations', 'msgid ""\nmsgstr ""\n', 'eu.po', 'text po'],
    ['XLIFF', `${xml}<xliff version="2.0"/>`, 'a.xml', 'text xliff'],
    ['XLIFF named .xlf', `${xml}<xliff version="2.0"/>`, 'a.xlf', 'text xlf'],
    ['plain text', 'hello', 'a', 'text txt'],
    ['HTML', '<!doctype html>\n<title>x</title>', 'a.htm', 'code htm'],
    ['HTML named .txt', '<html lang="eu"><body>x</body></html>', 'a.txt', 'code html'],
    ['HTML after a comment', '<!-- saved from -->\n<HTML><BODY>', 'a', 'code html'],
    ['XHTML', `${xml}<html xmlns="http://www.w3.org/1999/xhtml"/>`, 'a.xhtml', 'code xhtml'],
    ['Markdown that begins with an element', '<p align="center">Logo</p>', 'a.md', 'text md'],
    ['style sheet', 'body { color: red }', 'a.css', 'code css'],
    ['script of a page', 'export const a = 1', 'a.mjs', 'code mjs'],
    ['TypeScript', 'export const a: number = 1', 'a.ts', 'code ts'],
    ['YAML', 'a: 1', 'a.yml', 'code yml'],
    ['XML', `${xml}<catalogue/>`, 'a.xml', 'code xml'],
    ['XML named .csv', `${xml}<catalogue/>`, 'a.csv', 'code xml'],
    ['CSV', 'a;b\n1;2', 'a.csv', 'data csv'],
    ['commas without a name', 'a,b\n1,2', 'a', 'text txt'],
    ['JSON', '{"a": [1, -2.5e3, true, null, "x"]}', 'a.json', 'data json'],
    ['JSON without a name', ' [{"a": 1}]\n', 'a', 'data json'],
    ['JSON with an unknown ending', '{"a": "\\u00e9\\""}', 'a.lock', 'data json'],
    ['JSON longer than the head', records, 'export', 'data json'],
    ['JSON in a text', '{"a": 1}', 'a.txt', 'text txt'],
    ['note in brackets', '[draft] of the letter', 'a', 'text txt'],
    ['two objects', '{"a": 1} {"b": 2}', 'a', 'text txt'],
    ['JSON that ends early', '{"a": 1', 'a', 'text txt'],
    ['GeoJSON', '{"type": "FeatureCollection", "features": []}', 'a.geojson', 'data geojson'],
    ['glTF', gltf, 'a', 'model gltf'],
    ['glTF named .json', gltf, 'a.json', 'model gltf'],
    ['JSON with an asset', '{"asset": {"version": "2.0"}}', 'a.json', 'data json'],
    ['calendar', 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n', 'a.txt', 'data ics'],
    ['address card', 'BEGIN:VCARD\r\nVERSION:4.0\r\n', 'a', 'data vcf'],
    ['XMP', xmp, 'a.txt', 'data xmp'],
    ['XMP in its packet', `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n${xmp}`, 'a', 'data xmp'],
    ['route of a GPS', `${xml}<gpx version="1.1"/>`, 'a.gpx', 'data gpx'],
    ['COLLADA', `${xml}<COLLADA version="1.4.1"/>`, 'a.dae', 'model dae'],
    ['STEP', 'ISO-10303-21;\nHEADER;\n', 'part.stp', 'model stp'],
    ['OBJ', 'v 0 0 0\nf 1 2 3\n', 'a.obj', 'model obj'],
  ])('%s', async (_, text, fileName, type) => expect(await typeOf(text, fileName)).toBe(type))

  test.each([
    ['brackets', '['.repeat(65_536)],
    ['opened objects', '{"a":'.repeat(13_000)],
    ['spaces', `[${' '.repeat(65_535)}`],
    ['an unclosed string', `["${'a'.repeat(65_000)}`],
    ['escapes', `["${'\\"'.repeat(32_000)}`],
    ['assets', `[${'"asset" : { '.repeat(5_000)}`],
    ['unclosed comments', '<!--'.repeat(16_000)],
    ['markup declarations', '<!x>'.repeat(16_000)],
    ['instructions', '<?x?>'.repeat(13_000)],
    ['unclosed elements', '<'.repeat(65_000)],
    ['lines of solids', 'solid '.repeat(10_000)],
    ['creators of PostScript', `%!PS\n${'%%Creator:\n'.repeat(6_000)}`],
    ['almost PDF', '%PDF'.repeat(16_000)],
  ])('takes less than 500 ms of CPU for 64 KiB of %s', async (_, text) => {
    const cpu = cpuClock()
    await sniffBytes(text, 'a')
    expect(cpu()).toBeLessThan(500)
  })
})
