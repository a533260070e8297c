import { expect, test } from 'vitest'
import { cleanTexts } from '~/platform/embedding/embedded-texts'
import { packetWith } from '~/platform/embedding/xmp-packet'

const FORMER =
  Buffer.from(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">
    <Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Somebody Else</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage>
    <Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:City>Elsewhere</Iptc4xmpExt:City></rdf:li></rdf:Bag></Iptc4xmpExt:LocationShown>
  </rdf:Description></rdf:RDF></x:xmpmeta>`)
const written = (texts: object) => packetWith([FORMER], cleanTexts({ language: 'en', ...texts })).toString()

test('persons and places of the brand take the place of those of the file, without a position', () => {
  const place = { name: 'Getaria', countryCode: 'ES', latitude: 43.3 }
  const packet = written({ personsShown: ['Ane Lasa', 'Jon'], placesShown: [place] })
  expect(packet).not.toMatch(/Somebody Else|Elsewhere|43\.3/)
  expect(packet).toMatch(/PersonInImage>\s*<rdf:Bag>\s*<rdf:li>Ane Lasa<\/rdf:li>\s*<rdf:li>Jon<\/rdf:li>/)
  expect(packet).toMatch(/LocationName>[\s\S]*Getaria[\s\S]*CountryCode>ES</)
})

test('persons of a file stay where the brand has no field for them, and go where its field has none', () => {
  expect(written({})).toMatch(/Somebody Else[\s\S]*Elsewhere/)
  expect(written({ personsShown: [] })).not.toContain('Somebody Else')
})
