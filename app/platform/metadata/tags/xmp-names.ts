/**
 * Namespaces of XMP in lower case without their last separator, and exiftool's group for each. Some programs omit the
 * separator.
 */
const GROUPS: Record<string, string> = {
  'http://purl.org/dc/elements/1.1': 'dc',
  'http://purl.org/dc/terms': 'dcterms',
  'http://ns.adobe.com/photoshop/1.0': 'photoshop',
  'http://ns.adobe.com/xap/1.0': 'xmp',
  'http://ns.adobe.com/xap/1.0/rights': 'xmpRights',
  'http://ns.adobe.com/xap/1.0/mm': 'xmpMM',
  'http://ns.adobe.com/xap/1.0/bj': 'xmpBJ',
  'http://ns.adobe.com/xap/1.0/t/pg': 'xmpTPg',
  'http://ns.adobe.com/xap/1.0/g': 'xmpG',
  'http://ns.adobe.com/xap/1.0/g/img': 'xmpGImg',
  'http://ns.adobe.com/xmp/1.0/dynamicmedia': 'xmpDM',
  'http://ns.adobe.com/xmp/identifier/qual/1.0': 'xmpidq',
  'http://ns.adobe.com/xmp/note': 'xmpNote',
  'http://iptc.org/std/iptc4xmpcore/1.0/xmlns': 'iptcCore',
  'http://iptc.org/std/iptc4xmpext/2008-02-29': 'iptcExt',
  'http://ns.useplus.org/ldf/xmp/1.0': 'plus',
  'http://ns.adobe.com/xap/1.0/plus': 'xmpPLUS',
  'http://creativecommons.org/ns': 'cc',
  'http://prismstandard.org/namespaces/basic/2.0': 'prism',
  'http://prismstandard.org/namespaces/prismusagerights/2.1': 'pur',
  'http://ns.adobe.com/exif/1.0': 'exif',
  'http://ns.adobe.com/exif/1.0/aux': 'aux',
  'http://cipa.jp/exif/1.0': 'exifEX',
  'http://ns.adobe.com/tiff/1.0': 'tiff',
  'http://ns.adobe.com/pdf/1.3': 'pdf',
  'http://ns.adobe.com/pdfx/1.3': 'pdfx',
  'http://www.aiim.org/pdfa/ns/id': 'pdfaid',
  'http://ns.adobe.com/illustrator/1.0': 'illustrator',
  'http://ns.adobe.com/camera-raw-settings/1.0': 'crs',
  'http://ns.adobe.com/lightroom/1.0': 'lr',
  'http://www.metadataworkinggroup.com/schemas/regions': 'mwg-rs',
  'http://www.metadataworkinggroup.com/schemas/keywords': 'mwg-kw',
  'http://ns.microsoft.com/photo/1.0': 'microsoft',
  'http://ns.microsoft.com/photo/1.2': 'MP',
  'http://ns.acdsee.com/iptc/1.0': 'acdsee',
  'http://www.digikam.org/ns/1.0': 'digiKam',
  'http://ns.camerabits.com/photomechanic/1.0': 'photomech',
  'http://ns.iview-multimedia.com/mediapro/1.0': 'mediapro',
  'http://ns.microsoft.com/expressionmedia/1.0': 'expressionmedia',
  'http://xmp.gettyimages.com/gift/1.0': 'getty',
  'http://ns.google.com/photos/1.0/panorama': 'GPano',
  'http://ns.google.com/photos/1.0/camera': 'GCamera',
  'http://ns.adobe.com/hdr-metadata/1.0': 'hdr',
}

/** Properties whose name in exiftool is not their own with a capital letter. */
const NAMES: Record<string, string> = {
  ...{ 'iptcExt:AddlModelInfo': 'AdditionalModelInformation', 'iptcExt:CVterm': 'ControlledVocabularyTerm' },
  ...{ 'iptcExt:DigImageGUID': 'DigitalImageGUID', 'iptcExt:DigitalSourcefileType': 'DigitalSourceFileType' },
  ...{ 'iptcExt:IptcLastEdited': 'IPTCLastEdited', 'iptcExt:RegistryId': 'RegistryID', 'iptcExt:EventId': 'EventID' },
  ...{ 'iptcExt:EventExt': 'ShownEvent', 'plus:Version': 'PLUSVersion', 'photoshop:ICCProfile': 'ICCProfileName' },
  ...{ 'exif:PixelXDimension': 'ExifImageWidth', 'exif:PixelYDimension': 'ExifImageHeight' },
  ...{ 'exif:ISOSpeedRatings': 'ISO', 'exif:ExposureBiasValue': 'ExposureCompensation' },
  ...{ 'tiff:ImageLength': 'ImageHeight', 'exif:DateTimeDigitized': 'DateTimeDigitized', 'aux:Lens': 'Lens' },
  ...{ 'exifEX:PhotographicSensitivity': 'PhotographicSensitivity', 'exifEX:BodySerialNumber': 'SerialNumber' },
  ...{
    'exifEX:LensSpecification': 'LensInfo',
    'exifEX:CameraOwnerName': 'OwnerName',
    'tiff:YCbCrPositioning': 'YCbCrPositioning',
  },
  ...{ 'xmpMM:DerivedFrom': 'DerivedFrom', 'pdf:PDFVersion': 'PDFVersion', 'xmpTPg:NPages': 'NPages' },
}

/**
 * Returns exiftool's group and name of a property from its expanded name `{namespace}name`. A namespace that is not
 * listed is named by the last word of its address, since a file may choose any prefix for it.
 */
export function xmpTagName(expanded: string): { group: string; name: string } {
  const end = expanded.indexOf('}')
  const namespace = expanded.slice(1, end)
  const local = expanded.slice(end + 1)
  const group = groupOf(namespace)
  return { group: `XMP-${group}`, name: NAMES[`${group}:${local}`] ?? capital(local) }
}

/** Returns the name of a field of a structure, which exiftool writes with a capital letter. */
export const xmpFieldName = (expanded: string): string => capital(expanded.slice(expanded.indexOf('}') + 1))

function groupOf(namespace: string): string {
  const known = GROUPS[namespace.toLowerCase().replace(/[/#]$/, '')]
  if (known) return known
  // A prefix that the packet never declares stands in place of the namespace.
  if (/^[\w-]+$/.test(namespace)) return namespace.replace(/^Iptc4xmp/, 'iptc')
  const parts = namespace.split(/[/#]/).filter((part) => /^[a-z][\w-]*$/i.test(part))
  return parts.at(-1)?.slice(0, 40) ?? 'unknown'
}

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)
