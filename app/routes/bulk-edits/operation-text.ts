import type { TFunction } from 'i18next'
import type { BulkEdit, Operation } from '~/domain/bulk/bulk-edit'
import { CELL_ACTS } from '~/domain/cells/cell'
import { CELL_EDITS } from '~/domain/cells/cell-edit'
import { fieldName } from '../metadata/field-name'

/** An operation with the name of its field, in the language of the page; absent for a built-in field. */
export interface NamedOperation extends Operation {
  label?: string
}

/** Returns in a sentence what a change of many assets does. `t` is of `bulk-edits`. */
export function operationText(
  t: TFunction<['bulk-edits', 'metadata', 'library']>,
  {
    operation,
    sheetName,
    templateName,
  }: Pick<BulkEdit, 'sheetName' | 'templateName'> & {
    operation: NamedOperation | null
  },
): string {
  const cellAct = CELL_ACTS.find((each) => CELL_EDITS[each] === sheetName)
  if (cellAct) return t(`does.cells_${cellAct}`)
  if (templateName !== null) return t('does.template', { name: templateName })
  if (sheetName !== null) return t('does.sheet', { name: sheetName })
  if (!operation) return t('does.undo')
  const { act, locale, value, find, replacement, field } = operation
  const name = fieldName(t as unknown as TFunction<never>, { key: field, label: operation.label })
  const language = locale ? t(`library:language.${locale}`) : undefined
  const where = language ? t('in_language', { field: name, language }) : name
  return t(`does.${act}`, {
    field: where,
    value: shortened(value),
    find: shortened(find),
    replacement: shortened(replacement),
  })
}

const MOST = 80
const shortened = (text: string) => (text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text)
