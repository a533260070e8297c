/** How a data set is encoded: text, a date CCYYMMDD, a time HHMMSS±HHMM, or a 16-bit number. */
export type IimFormat = 'text' | 'date' | 'time' | 'number'

type Names = Record<number, string>

/** Data sets of record 1 (IPTC-IIM 4.2, chapter 5) under exiftool's names. */
const ENVELOPE: Names = {
  ...{ 0: 'EnvelopeRecordVersion', 5: 'Destination', 20: 'FileFormat', 22: 'FileVersion', 30: 'ServiceIdentifier' },
  ...{ 40: 'EnvelopeNumber', 50: 'ProductID', 60: 'EnvelopePriority', 70: 'DateSent', 80: 'TimeSent' },
  ...{ 100: 'UniqueObjectName', 120: 'ARMIdentifier', 122: 'ARMVersion' },
}

/** Data sets of record 2 (chapter 6) under exiftool's names, without previews and rasterized captions. */
const APPLICATION: Names = {
  ...{ 0: 'ApplicationRecordVersion', 3: 'ObjectTypeReference', 4: 'ObjectAttributeReference', 5: 'ObjectName' },
  ...{ 7: 'EditStatus', 8: 'EditorialUpdate', 10: 'Urgency', 12: 'SubjectReference', 15: 'Category' },
  ...{ 20: 'SupplementalCategories', 22: 'FixtureIdentifier', 25: 'Keywords', 26: 'ContentLocationCode' },
  ...{ 27: 'ContentLocationName', 30: 'ReleaseDate', 35: 'ReleaseTime', 37: 'ExpirationDate', 38: 'ExpirationTime' },
  ...{ 40: 'SpecialInstructions', 42: 'ActionAdvised', 45: 'ReferenceService', 47: 'ReferenceDate' },
  ...{ 50: 'ReferenceNumber', 55: 'DateCreated', 60: 'TimeCreated', 62: 'DigitalCreationDate' },
  ...{ 63: 'DigitalCreationTime', 65: 'OriginatingProgram', 70: 'ProgramVersion', 75: 'ObjectCycle', 80: 'By-line' },
  ...{ 85: 'By-lineTitle', 90: 'City', 92: 'Sub-location', 95: 'Province-State' },
  ...{ 100: 'Country-PrimaryLocationCode', 101: 'Country-PrimaryLocationName', 103: 'OriginalTransmissionReference' },
  ...{ 105: 'Headline', 110: 'Credit', 115: 'Source', 116: 'CopyrightNotice', 118: 'Contact' },
  ...{ 120: 'Caption-Abstract', 121: 'LocalCaption', 122: 'Writer-Editor', 130: 'ImageType' },
  ...{ 131: 'ImageOrientation', 135: 'LanguageIdentifier', 150: 'AudioType', 151: 'AudioSamplingRate' },
  ...{ 152: 'AudioSamplingResolution', 153: 'AudioDuration', 154: 'AudioOutcue', 184: 'JobID' },
  ...{ 185: 'MasterDocumentID', 186: 'ShortDocumentID', 187: 'UniqueDocumentID', 188: 'OwnerID', 221: 'Prefs' },
  ...{ 225: 'ClassifyState', 228: 'SimilarityIndex', 230: 'DocumentNotes', 231: 'DocumentHistory' },
  ...{ 232: 'ExifCameraInfo', 255: 'CatalogSets' },
}

const FORMATS: Record<string, IimFormat> = {
  ...{ EnvelopeRecordVersion: 'number', FileFormat: 'number', FileVersion: 'number', ARMIdentifier: 'number' },
  ...{ ARMVersion: 'number', ApplicationRecordVersion: 'number', DateSent: 'date', ReleaseDate: 'date' },
  ...{ ExpirationDate: 'date', ReferenceDate: 'date', DateCreated: 'date', DigitalCreationDate: 'date' },
  ...{ TimeSent: 'time', ReleaseTime: 'time', ExpirationTime: 'time', TimeCreated: 'time' },
  DigitalCreationTime: 'time',
}

/** Returns name and format of a data set; undefined for others, which are private or binary. */
export function iimDataSet(record: number, number: number): { name: string; format: IimFormat } | undefined {
  const name = record === 1 ? ENVELOPE[number] : record === 2 ? APPLICATION[number] : undefined
  return name ? { name, format: FORMATS[name] ?? 'text' } : undefined
}
