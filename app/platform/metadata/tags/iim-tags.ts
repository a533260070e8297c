import { decodeText } from '../decode-text'
import { iimDataSets } from '../iim'
import type { FileTag } from './file-tag'
import { type IimFormat, iimDataSet } from './iim-names'

/** Returns every named data set of IIM; dates and times as exiftool prints them. */
export function iimTags(bytes: Buffer): FileTag[] {
  const found = new Map<string, string[]>()
  for (const { record, number, data } of iimDataSets(bytes)) {
    const known = iimDataSet(record, number)
    const text = known && textOf(data, known.format)
    if (known && text) found.set(known.name, [...(found.get(known.name) ?? []), text])
  }
  return [...found].map(([name, values]) => ({ name: `IPTC:${name}`, values }))
}

function textOf(data: Buffer, format: IimFormat): string {
  if (format === 'number') return data.length === 2 ? String(data.readUInt16BE(0)) : ''
  const text = decodeText(data).replace(/\0+$/, '').trim()
  if (format === 'date') return text.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1:$2:$3')
  if (format === 'time')
    return text.replace(/^(\d\d)(\d\d)(\d\d)([+-]\d\d)?(\d\d)?$/, '$1:$2:$3$4:$5').replace(/:$/, '')
  return text
}
