import type { TFunction } from 'i18next'
import { formatDate, formatNumber } from '~/i18n/format'
import type { TableField } from './columns'

/** Returns how a text of a cell is shown: numbers and days in the format of the language, yes and no by their names. */
export function shownText(field: Pick<TableField, 'type'>, text: string, t: TFunction<never>, locale: string): string {
  if (!text) return ''
  if (field.type === 'number' && !Number.isNaN(Number(text))) return formatNumber(Number(text), locale)
  if (field.type === 'date' && DAY.test(text)) return formatDate(`${text}T00:00:00Z`, locale)
  if (field.type === 'boolean' && (text === 'yes' || text === 'no')) return t(`common:flag.${text}`)
  return text
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Returns a text of a field with one line, as it is copied from a text with several. */
export const onOneLine = (text: string): string => text.replace(/\s*[\r\n]+\s*/g, ' ').trim()
