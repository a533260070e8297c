import { FIELD_ID, keywordLine } from '~/domain/metadata/built-in'
import type { Content } from '~/domain/metadata/value'
import { unguarded } from '~/platform/formula-guard'

/** Returns the text of a cell with values of a field; `textOf` writes those of fields other than keywords. */
export const writtenCell = (
  fieldId: number,
  values: readonly Content[],
  textOf: (values: readonly Content[]) => string,
): string =>
  fieldId === FIELD_ID.keywords
    ? keywordLine(
        values.flatMap(({ text }) => text ?? []),
        '; ',
      )
    : textOf(values)

/** Returns whether a cell that is read says what was written: spreadsheets change line breaks, and take spaces at the ends away. */
export const saysTheSame = (read: string, written: string): boolean => plain(read) === plain(written)

const plain = (text: string): string => unguarded(text).replace(/\r\n?/g, '\n').normalize('NFC').trim()
