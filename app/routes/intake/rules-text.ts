import type { TFunction } from 'i18next'
import { formatBytes, formatList, formatNumber } from '~/i18n/format'
import type { GuestPage } from './guest-page.server'

/** Returns what files must be like, one plain sentence for each rule. */
export function rulesText({ brief, locale }: Pick<GuestPage, 'brief' | 'locale'>, t: TFunction<'intake'>): string[] {
  const { rules, mostFiles, mostBytes, mostUploadBytes, needsRelease } = brief
  const kinds = rules.kinds.map((kind) => t(`kind.${kind}`))
  const types = [...kinds, ...rules.extensions.map((extension) => extension.toUpperCase())]
  const sentences = [
    types.length > 0 && t('rules.types', { types: formatList(types, locale) }),
    rules.leastSide && `${t('rules.least_side', { pixels: formatNumber(rules.leastSide, locale) })}.`,
    rules.profile && t('rules.profile', { profile: isolated(rules.profile) }),
    rules.namePattern && t('rules.name', { pattern: isolated(rules.namePattern) }),
    needsRelease && t('rules.release'),
    mostFiles !== null && t('rules.most_files', { count: mostFiles }),
    mostBytes !== null && t('rules.most_bytes', { size: formatBytes(mostBytes, locale) }),
    t('rules.longest', { size: formatBytes(mostUploadBytes, locale) }),
  ]
  return sentences.filter((sentence) => typeof sentence === 'string')
}

/** Keeps the direction of a pattern within a sentence (Unicode 16, section 23.2: FSI and PDI). */
const isolated = (text: string) => `\u2068${text}\u2069`
