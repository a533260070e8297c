import { CAMERA, GPS, LONG_CREDIT, type Recipe, VERBATIM, XMP } from './recipe-parts'

/** A packet with these properties. */
const packet = (inside: string) =>
  `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" xmlns:exif="http://ns.adobe.com/exif/1.0/">
${inside}</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>`
const TITLE =
  '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Harbour &#38; &lt;boats&gt;</rdf:li></rdf:Alt></dc:title>'
const CREDIT = `<photoshop:Credit>${LONG_CREDIT}</photoshop:Credit>`
const CREATORS = '<dc:creator><rdf:Seq><rdf:li>Iñaki</rdf:li><rdf:li>山田</rdf:li></rdf:Seq></dc:creator>'
/** An editing history of `steps` steps, as some editors write it. */
const history = (steps: number) =>
  `<photoshop:DocumentAncestors><rdf:Bag>${Array.from({ length: steps }, (_, at) => `<rdf:li>xmp.did:${String(at).padStart(32, '0')}</rdf:li>`).join('')}</rdf:Bag></photoshop:DocumentAncestors>`
const large = (kilobytes: number) => packet(history(Math.ceil((kilobytes * 1024) / 57)) + TITLE + CREATORS + CREDIT)
const bigEndian = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()

/** XMP packets as other programs write them: large, in UTF-16, truncated, and in each form that RDF allows. */
export const PACKETS: Recipe[] = [
  { name: 'large xmp of 60 kB', write: [], packet: large(60) },
  { name: 'large xmp of 90 kB', write: [], packet: large(90) },
  { name: 'large xmp of 300 kB', write: [], packet: large(300) },
  { name: 'large xmp of 3 MB', write: [], packet: large(3000) },
  { name: 'large xmp beside exif', write: [...CAMERA, ...GPS], packet: large(200) },
  { name: 'packed xmp', write: ['-z', ...XMP], formats: ['png'] },
  {
    name: 'xmp in utf-16 of little endian',
    write: [],
    packet: Buffer.from(`\ufeff${large(10)}`, 'utf16le'),
    isVerbatim: true,
    formats: VERBATIM,
  },
  { name: 'xmp in utf-16 of big endian', write: [], packet: bigEndian(large(10)), isVerbatim: true, formats: VERBATIM },
  {
    name: 'xmp cut in its middle',
    isVerbatim: true,
    formats: VERBATIM,
    write: [],
    packet: `${packet(TITLE + CREATORS).split('</rdf:Description>')[0]}<photoshop:Credit>Cut`,
  },
  {
    name: 'xmp with sections',
    write: [],
    packet: packet(
      `<!-- <dc:title>no</dc:title> -->${TITLE}<photoshop:Credit><![CDATA[A <b> & C]]></photoshop:Credit>`,
    ),
  },
  {
    name: 'xmp with qualifiers',
    write: [],
    packet: packet(
      `${TITLE}<photoshop:Credit rdf:parseType="Resource"><rdf:value>Qualified</rdf:value><photoshop:note>n</photoshop:note></photoshop:Credit>`,
    ),
  },
  {
    name: 'xmp with an address',
    write: [],
    packet: packet(
      `<xmpRights:WebStatement xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" rdf:resource="https://mendialde.example/r"/>${TITLE}`,
    ),
  },
  {
    name: 'xmp with other prefixes',
    write: [],
    packet: packet(
      `${TITLE}<p:Credit xmlns:p="http://ns.adobe.com/photoshop/1.0/">Prefixed</p:Credit><dc2:creator xmlns:dc2="http://purl.org/dc/elements/1.1/"><rdf:Seq><rdf:li>Miren</rdf:li></rdf:Seq></dc2:creator>`,
    ),
  },
  {
    name: 'xmp with a list of one text',
    write: [],
    packet: packet('<dc:subject>sea</dc:subject><dc:title>Plain</dc:title><dc:creator>Ane</dc:creator>'),
  },
  {
    name: 'xmp with parts that have titles',
    write: [],
    packet: packet(`<exif:Parts rdf:parseType="Resource"><dc:title>Of a part</dc:title></exif:Parts>${CREATORS}`),
  },
]
