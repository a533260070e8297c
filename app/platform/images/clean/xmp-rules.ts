/**
 * Namespaces of which all properties are removed: editing history and settings, cameras' notes, drones' flight data.
 */
const GOES_WHOLE = [
  'http://ns.adobe.com/xap/1.0/mm/',
  'http://ns.adobe.com/camera-raw-settings/1.0/',
  'http://ns.adobe.com/camera-raw-saved-settings/1.0/',
  'http://ns.adobe.com/camera-raw-defaults/1.0/',
  'http://ns.adobe.com/creatorAtom/1.0/',
  'http://ns.apple.com/adjustment-settings/1.0/',
  'http://darktable.sf.net/',
  'http://ns.google.com/photos/1.0/camera/',
  'http://ns.google.com/photos/1.0/audio/',
  'http://www.dji.com/drone-dji/1.0/',
]

const EXIF = 'http://ns.adobe.com/exif/1.0/'
const PHOTOSHOP = 'http://ns.adobe.com/photoshop/1.0/'

/** Properties that are removed, by namespace. */
const GOES: Record<string, readonly string[]> = {
  [EXIF]: ['MakerNote', 'UserComment', 'ImageUniqueID', 'RelatedSoundFile', 'DeviceSettingDescription'],
  'http://cipa.jp/exif/1.0/': [
    ...['ImageEditor', 'ImageUniqueID', 'RAWDevelopingSoftware', 'ImageEditingSoftware', 'MetadataEditingSoftware'],
  ],
  'http://ns.adobe.com/exif/1.0/aux/': ['ImageNumber'],
  [PHOTOSHOP]: ['DocumentAncestors', 'History', 'TextLayers'],
  'http://ns.adobe.com/lightroom/1.0/': ['privateRTKInfo'],
  'http://ns.adobe.com/xap/1.0/': ['Thumbnails'],
  'http://iptc.org/std/Iptc4xmpExt/2008-02-29/': ['DigImageGUID'],
  'http://www.digikam.org/ns/1.0/': ['ImageHistory', 'ImageUniqueID'],
  // The reference to Content Credentials, which are removed too.
  'http://purl.org/dc/terms/': ['provenance'],
}

/**
 * Names that camera makers, drones and scanners use in their own namespaces for positions, serial numbers and owners.
 */
const PRIVATE = /gps|latitude|longitude|altitude|serial_?n|^(camera)?ownername$/i

/** Returns whether a property is removed, at any depth. */
export const goes = (namespace: string, name: string): boolean =>
  GOES_WHOLE.some((whole) => namespace.startsWith(whole)) ||
  (GOES[namespace]?.includes(name) ?? false) ||
  PRIVATE.test(name)
