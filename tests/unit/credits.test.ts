import { expect, test } from 'vitest'
import { creditsCsv } from '~/domain/kits/kit-documents'

const credit = {
  ...{ fileName: 'a.jpg', creator: null, creditLine: null, copyrightNotice: null, licenceName: null },
  ...{ licenceUrl: null, usageTerms: '', expiresAt: null },
}
const cellOf = (title: string) =>
  creditsCsv([{ ...credit, title }])
    .split('\r\n')[1]!
    .slice('a.jpg,'.length, -7)

test.each([
  ['=1+1', "'=1+1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['-2', "'-2"],
  ['\uff1d1', "'\uff1d1"],
  ['Ridge;=HYPERLINK(A1)', "Ridge;'=HYPERLINK(A1)"],
  ['Ridge; "=HYPERLINK(A1)', `"Ridge; ""'=HYPERLINK(A1)"`],
  ['Ridge; seen from Aizkorri', 'Ridge; seen from Aizkorri'],
  ['Aizkorri – 1+1', 'Aizkorri – 1+1'],
])('CREDITS.csv escapes the title %s, so that no spreadsheet runs it as a formula', (title, cell) => {
  expect(cellOf(title)).toBe(cell)
})
