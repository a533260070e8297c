import { zipOf } from './made-archives'

const TYPE = 'application/vnd.oasis.opendocument.presentation'
const names = ['office', 'draw', 'text', 'presentation']
  .map((each) => {
    const name = each === 'draw' ? 'drawing' : each
    return `xmlns:${each}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`
  })
  .concat('xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"')
  .join(' ')

/** A presentation (OpenDocument 1.3) whose slides have one line each; lines are XML text. */
export function madeDeck(lines: readonly string[]): Buffer {
  const slides = lines.map(
    (line, at) => `<draw:page draw:name="slide${at + 1}"><draw:frame svg:x="2cm" svg:y="2cm" svg:width="20cm"
      svg:height="5cm"><draw:text-box><text:p>${line}</text:p></draw:text-box></draw:frame></draw:page>`,
  )
  const content = `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${names} office:version="1.3">
    <office:body><office:presentation>${slides.join('')}</office:presentation></office:body></office:document-content>`
  const manifest = `<?xml version="1.0" encoding="UTF-8"?>
    <manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
    <manifest:file-entry manifest:full-path="/" manifest:media-type="${TYPE}"/>
    <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`
  const parts = { mimetype: TYPE, 'content.xml': content, 'META-INF/manifest.xml': manifest }
  return zipOf(Object.entries(parts).map(([name, text]) => ({ name, data: Buffer.from(text) })))
}
