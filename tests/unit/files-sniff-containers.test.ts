import { describe, expect, test } from 'vitest'
import { cpuClock } from '#tests/support/cpu-time'
import { compoundFile, sniffBytes, storedZip } from '#tests/support/sniffed-bytes'

const typeOf = async (bytes: Buffer, fileName: string) => {
  const { kind, extension } = await sniffBytes(bytes, fileName)
  return `${kind} ${extension}`
}
const padding = Array.from({ length: 20 }, (_, at) => `Stream ${at}`)

describe('sniff recognises compound files by the entries at the root of their directory', () => {
  test.each<[string, Buffer, string, string]>([
    ['Word', compoundFile(['1Table', 'WordDocument']), 'a.bin', 'document doc'],
    ['Word named .xls', compoundFile(['WordDocument']), 'a.xls', 'document doc'],
    ['Excel', compoundFile(['Workbook']), 'a.xls', 'spreadsheet xls'],
    ['Excel 95', compoundFile(['Book']), 'a.xls', 'spreadsheet xls'],
    ['PowerPoint', compoundFile(['Current User', 'PowerPoint Document']), 'a', 'presentation ppt'],
    ['PowerPoint behind many streams', compoundFile([...padding, 'PowerPoint Document']), 'a', 'presentation ppt'],
    ['Visio', compoundFile(['VisioDocument']), 'a.vsd', 'document vsd'],
    ['message', compoundFile(['__properties_version1.0']), 'a.msg', 'document msg'],
    ['document with a password', compoundFile(['EncryptionInfo', 'EncryptedPackage']), 'a.xlsx', 'spreadsheet xlsx'],
    [
      'presentation with a table in it',
      compoundFile(['PowerPoint Document'], { inStorage: ['Workbook'] }),
      'a.ppt',
      'presentation ppt',
    ],
    [
      'table in a storage, told by the name',
      compoundFile(['Storage'], { inStorage: ['Workbook'] }),
      'a.doc',
      'document doc',
    ],
    ['unknown program', compoundFile(['Contents']), 'a.xyz', 'other cfb'],
    ['header alone, told by the name', compoundFile(['Workbook']).subarray(0, 512), 'a.ppt', 'presentation ppt'],
    ['cut in its header', compoundFile(['Workbook']).subarray(0, 100), 'a.xyz', 'other cfb'],
  ])('%s', async (_, bytes, fileName, type) => expect(await typeOf(bytes, fileName)).toBe(type))

  test('sectors and siblings that follow each other in circles end after a bounded number of reads', async () => {
    const cpu = cpuClock()
    expect(await typeOf(compoundFile([...padding, 'Contents'], { loops: true }), 'a.xyz')).toBe('other cfb')
    expect(cpu()).toBeLessThan(1000)
  })

  test('a list of allocation tables in a circle ends after a bounded number of reads', async () => {
    const bytes = compoundFile(['Contents'])
    bytes.writeUInt32LE(0x7fffffff, 48)
    expect(await typeOf(bytes, 'a.xyz')).toBe('other cfb')
    const circle = Buffer.concat([compoundFile(['Contents']), Buffer.alloc(20_000 * 512, 1)])
    circle.writeUInt32LE(15_000, 48)
    circle.writeUInt32LE(1, 68)
    const cpu = cpuClock()
    expect(await typeOf(circle, 'a.xyz')).toBe('other cfb')
    expect(cpu()).toBeLessThan(1000)
  })
})

describe('sniff recognises ZIPs by their entries', () => {
  const odf = 'application/vnd.oasis.opendocument'
  const parts = (part: string): [string, string][] => [
    [part, ''],
    ['[Content_Types].xml', '<Types/>'],
  ]
  test.each<[string, Buffer, string, string]>([
    ['OpenDocument text', storedZip(['mimetype', `${odf}.text`]), 'a.zip', 'document odt'],
    ['OpenDocument spreadsheet', storedZip(['mimetype', `${odf}.spreadsheet`]), 'a.ods', 'spreadsheet ods'],
    ['OpenDocument presentation', storedZip(['mimetype', `${odf}.presentation`]), 'a', 'presentation odp'],
    ['OpenDocument drawing', storedZip(['mimetype', `${odf}.graphics`]), 'a.odg', 'vector odg'],
    ['EPUB', storedZip(['mimetype', 'application/epub+zip']), 'a.zip', 'document epub'],
    ['IDML', storedZip(['mimetype', 'application/vnd.adobe.indesign-idml-package']), 'a.zip', 'document idml'],
    ['Krita', storedZip(['mimetype', 'application/x-krita']), 'a.kra', 'layered kra'],
    ['unknown mimetype', storedZip(['mimetype', 'application/x-unknown']), 'a.zip', 'archive zip'],
    ['USDZ', storedZip(['chair.usdc', 'PXR-USDC']), 'a.zip', 'model usdz'],
    ['presentation with its list last', storedZip(...parts('ppt/presentation.xml')), 'a.pptx', 'presentation pptx'],
    ['slide show with its list last', storedZip(...parts('ppt/presentation.xml')), 'a.ppsx', 'presentation ppsx'],
    ['table with macros', storedZip(...parts('xl/workbook.xml')), 'a.xlsm', 'spreadsheet xlsm'],
    ['binary table', storedZip(...parts('xl/workbook.bin')), 'a.xlsb', 'spreadsheet xlsb'],
    ['document named .xlsx', storedZip(...parts('word/document.xml')), 'a.xlsx', 'document docx'],
    ['Sketch', storedZip(['document.json', '{}'], ['meta.json', '{}'], ['pages/1.json', '{}']), 'a', 'layered sketch'],
    ['Keynote by its name', storedZip(['Index/Document.iwa', '']), 'a.key', 'presentation key'],
    ['Pages by its name', storedZip(['Index/Document.iwa', '']), 'a.pages', 'document pages'],
    ['Numbers by its name', storedZip(['Index/Document.iwa', '']), 'a.numbers', 'spreadsheet numbers'],
    ['plain ZIP', storedZip(['logo.svg', '<svg/>']), 'brand.zip', 'archive zip'],
  ])('%s', async (_, bytes, fileName, type) => expect(await typeOf(bytes, fileName)).toBe(type))
})
