import { escapeXml } from '~/platform/metadata/values'

/** The credit to be named with a picture. */
export interface Credit {
  creator?: string
  copyright?: string
  creditLine?: string
}

/**
 * Returns a credit as EXIF fields; undefined if it is empty. EXIF is ASCII: the encoder writes ñ as n and 日 as a
 * question mark.
 */
export function creditExif({ creator, copyright, creditLine }: Credit): Record<string, string> | undefined {
  const artist = creator ?? creditLine
  if (!artist && !copyright) return undefined
  return { ...(artist ? { Artist: artist } : {}), ...(copyright ? { Copyright: copyright } : {}) }
}

/**
 * Returns a credit as an XMP packet, which keeps all letters (IPTC Photo Metadata Standard); undefined if it is empty.
 */
export function creditXmp({ creator, copyright, creditLine }: Credit): string | undefined {
  const fields = [
    creator && `<dc:creator><rdf:Seq><rdf:li>${escapeXml(creator)}</rdf:li></rdf:Seq></dc:creator>`,
    copyright &&
      `<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(copyright)}</rdf:li></rdf:Alt></dc:rights>`,
    creditLine && `<photoshop:Credit>${escapeXml(creditLine)}</photoshop:Credit>`,
  ].filter(Boolean)
  if (!fields.length) return undefined
  return [
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">',
    ...fields,
    '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>',
  ].join('')
}
