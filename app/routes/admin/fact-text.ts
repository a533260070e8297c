import type { TFunction } from 'i18next'
import { formatBytes, formatDateTime, formatNumber } from '~/i18n/format'

/** Facts that refer to rows by id and mean nothing to readers. */
const INNER = new Set([
  ...['versionId', 'stepId', 'kit', 'byMail', 'otherId', 'fromFolderId', 'toFolderId'],
  ...['annotationId', 'commentId', 'mentioned', 'participants', 'guests'],
])
/** Facts whose values are terms of the product and are translated; texts that people wrote are not. */
const CHOSEN = new Set(['role', 'allows', 'password', 'originalOnly', 'formless', 'relation', 'pinned'])
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/

/**
 * Returns the facts of an audit event as translated text: `Form: original · Size: 24 MB`. Instants are in UTC, as
 * everywhere on the page.
 */
export function factText(facts: Record<string, unknown>, t: TFunction<'audit'>, locale: string): string {
  return Object.entries(facts)
    .filter(([key, value]) => !INNER.has(key) && value !== null && value !== undefined && value !== '')
    .map(([key, value]) => `${t(`fact.${key}`, { defaultValue: key })}: ${valueText(key, value)}`)
    .join(' · ')

  function valueText(key: string, value: unknown): string {
    if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no')
    if (typeof value === 'number') return key === 'bytes' ? formatBytes(value, locale) : formatNumber(value, locale)
    if (typeof value !== 'string') return JSON.stringify(value)
    if (key === 'type') return t(`type.${value}`, { defaultValue: value })
    if (INSTANT.test(value)) return formatDateTime(value, 'UTC', locale)
    if (key === 'rendition') return t([`value.${value}`, `common:preset.${value}.name`], { defaultValue: value })
    return CHOSEN.has(key) ? t(`value.${value}`, { defaultValue: value }) : value
  }
}
