import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { cpuClock } from '#tests/support/cpu-time'
import { without } from '~/platform/images/clean/edits'
import { cleanIptc, cleanPhotoshop } from '~/platform/images/clean/iptc'
import { cleanXmp } from '~/platform/images/clean/xmp'

const XMLNS = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  dc: 'http://purl.org/dc/elements/1.1/',
  exif: 'http://ns.adobe.com/exif/1.0/',
  aux: 'http://ns.adobe.com/exif/1.0/aux/',
  xmpMM: 'http://ns.adobe.com/xap/1.0/mm/',
  stEvt: 'http://ns.adobe.com/xap/1.0/sType/ResourceEvent#',
  Iptc4xmpExt: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
  plus: 'http://ns.useplus.org/ldf/xmp/1.0/',
}
const declared = Object.entries(XMLNS)
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(' ')
const packet = (inside: string, attributes = '') =>
  `<?xpacket begin="\ufeff"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF ${declared}><rdf:Description rdf:about=""${attributes}>${inside}</rdf:Description></rdf:RDF></x:xmpmeta>   <?xpacket end="w"?>`
const clean = (text: string, options?: Parameters<typeof cleanXmp>[1]) =>
  cleanXmp(Buffer.from(text), options).toString()

describe('cleaning an XMP packet (cleanXmp)', () => {
  const credit = '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© Iñaki &amp; 日本</rdf:li></rdf:Alt></dc:rights>'
  test.each<[string, string, string]>([
    ['a sensitive element', '<exif:GPSLatitude>43,19N</exif:GPSLatitude>', ''],
    [
      'a sensitive element with its descendants',
      '<xmpMM:History><rdf:Seq><rdf:li stEvt:action="saved"/></rdf:Seq></xmpMM:History>',
      '',
    ],
    ['an empty sensitive element', '<aux:SerialNumber/>', ''],
    [
      'a sensitive element inside a structure that is kept',
      '<Iptc4xmpExt:LocationCreated><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:City>Bilbo</Iptc4xmpExt:City><exif:GPSLatitude>43,19N</exif:GPSLatitude></rdf:li></rdf:Bag></Iptc4xmpExt:LocationCreated>',
      '<Iptc4xmpExt:LocationCreated><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:City>Bilbo</Iptc4xmpExt:City></rdf:li></rdf:Bag></Iptc4xmpExt:LocationCreated>',
    ],
    [
      'a sensitive element whose prefix is declared on itself',
      '<g:GPSAltitude xmlns:g="http://ns.adobe.com/exif/1.0/">1</g:GPSAltitude>',
      '',
    ],
    [
      'an element by its namespace URI, whatever its prefix',
      '<dc:x xmlns:dc="http://ns.adobe.com/xap/1.0/mm/">1</dc:x>',
      '',
    ],
  ])('removes %s', (_, told, left) => {
    expect(clean(packet(credit + told))).toBe(packet(credit + left))
  })

  test('removes sensitive attributes in single and double quotes', () => {
    const told = ` exif:GPSLatitude='43,19N' dc:format="image/jpeg"\n xmpMM:DocumentID = "a > b"`
    expect(clean(packet(credit, told))).toBe(packet(credit, ' dc:format="image/jpeg"'))
  })

  test('returns the same buffer when nothing is sensitive', () => {
    const bytes = Buffer.from(
      packet(`${credit}<plus:CopyrightOwnerName>M</plus:CopyrightOwnerName><!-- GPS --><![CDATA[<a]]>`),
    )
    expect(cleanXmp(bytes)).toBe(bytes)
  })

  test('pads the packet to its original length with sameLength', () => {
    const told = packet(`${credit}<aux:SerialNumber>1</aux:SerialNumber>`)
    const left = clean(told, { sameLength: true })
    expect(Buffer.byteLength(left)).toBe(Buffer.byteLength(told))
    expect(left.replace(/ +<\?xpacket end/, '   <?xpacket end')).toBe(packet(credit))
  })

  test.each([
    ['is no XML', '<x:xmpmeta <exif:GPSLatitude>43</x:xmpmeta>'],
    ['closes its elements in the wrong order', '<a><exif:b></a></exif:b>'],
    ['ends in the middle of a tag', '<a b="'],
    ['defines entities', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
  ])('drops the whole packet when it %s', (_, broken) => {
    expect(clean(broken)).toBe('')
    expect(clean(broken, { sameLength: true })).toBe(' '.repeat(broken.length))
  })

  test('takes less than 2 s of CPU for packets of 300,000 and more unclosed tags or comments', () => {
    const cpu = cpuClock()
    for (const hostile of [
      '<!--'.repeat(500_000),
      '<a '.repeat(300_000),
      `<a b="${'<'.repeat(500_000)}`,
      '<a>'.repeat(300_000),
    ])
      expect(clean(hostile)).toBe('')
    expect(cpu()).toBeLessThan(2000)
  })
})

const dataset = (record: number, number: number, value: string) => {
  const bytes = Buffer.from(value)
  return Buffer.concat([Buffer.from([0x1c, record, number, bytes.length >> 8, bytes.length & 255]), bytes])
}
const resource = (id: number, data: Buffer) => {
  const head = Buffer.from('8BIM\0\0\0\0\0\0\0\0', 'latin1')
  head.writeUInt16BE(id, 4)
  head.writeUInt32BE(data.length, 8)
  return Buffer.concat([head, data, Buffer.alloc(data.length & 1)])
}
const md5 = (data: Buffer) => createHash('md5').update(data).digest()

describe('cleaning IPTC and Photoshop resources', () => {
  const credit = [dataset(1, 90, '\x1b%G'), dataset(2, 110, 'Mendialde'), dataset(2, 40, 'Do not crop')]
  const notes = [
    dataset(2, 230, 'for us'),
    dataset(2, 231, 'cropped'),
    dataset(2, 187, 'id'),
    dataset(240, 1, 'program'),
  ]

  test('keeps credit and instructions, removes notes, history and ids', () => {
    expect(cleanIptc(Buffer.concat([...credit, ...notes]))).toEqual(Buffer.concat(credit))
    const already = Buffer.concat([...credit, Buffer.alloc(2)])
    expect(cleanIptc(already)).toBe(already)
  })

  test('removes thumbnails and printer settings, keeps resolution and clipping paths, updates the IPTC digest', () => {
    const iptc = Buffer.concat([...credit, ...notes])
    const [resolution, clipping] = [resource(0x03ed, Buffer.alloc(16, 1)), resource(0x07d0, Buffer.alloc(27, 2))]
    const block = [
      resolution,
      resource(0x040c, Buffer.alloc(99)),
      resource(0x0404, iptc),
      resource(0x0425, md5(iptc)),
      clipping,
    ]
    const kept = Buffer.concat(credit)
    const wanted = [resolution, resource(0x0404, kept), resource(0x0425, md5(kept)), clipping]
    expect(cleanPhotoshop(Buffer.concat(block))).toEqual(Buffer.concat(wanted))
    const foreign = [resource(0x0404, iptc), resource(0x0425, Buffer.alloc(16, 7))]
    expect(cleanPhotoshop(Buffer.concat(foreign)).subarray(-16)).toEqual(Buffer.alloc(16, 7))
  })
})

test.each<[string, [number, number][], [number, number][], [number, number][]]>([
  ['no range kept', [[0, 10]], [], [[0, 10]]],
  [
    'the middle of the range kept',
    [[0, 10]],
    [[3, 5]],
    [
      [0, 3],
      [5, 10],
    ],
  ],
  ['all of the range kept', [[2, 4]], [[0, 10]], []],
  [
    'overlapping and unordered ranges',
    [
      [6, 12],
      [0, 8],
    ],
    [
      [7, 9],
      [1, 2],
      [8, 10],
    ],
    [
      [0, 1],
      [2, 7],
      [10, 12],
    ],
  ],
  [
    'one kept range that overlaps two ranges',
    [
      [0, 3],
      [5, 8],
    ],
    [[2, 6]],
    [
      [0, 2],
      [6, 8],
    ],
  ],
])('without() subtracts the kept ranges: %s', (_, cut, kept, left) => {
  const ranges = (pairs: [number, number][]) => pairs.map(([from, to]) => ({ from, to }))
  expect(without(ranges(cut), ranges(kept))).toEqual(ranges(left))
})
