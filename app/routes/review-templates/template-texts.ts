import type { TFunction } from 'i18next'
import type { ReviewTemplate, Stage } from '~/domain/review/review-template'
import { formatUnit } from '~/i18n/format'
import { AUTONYMS } from '~/platform/language'

type T = TFunction<['review-steps', 'library']>

/** Names that a template refers to by ids. */
export interface TemplateNames {
  people: Record<string, string>
  collections: Record<string, string>
  briefs: Record<string, string>
}

/** Returns the name of a template; the built-in one has none of its own. */
export const templateName = (t: T, name: string): string => name || t('review-steps:standard')

/** `Photo, PDF · Collection Press · Deutsch`: what a template is for. */
export function conditionsText(t: T, template: Omit<ReviewTemplate, 'stages'>, names: TemplateNames): string {
  const { kinds, collectionId, briefId, locale, isBuiltIn } = template
  if (isBuiltIn) return t('review-steps:everything_else')
  const gone = t('review-steps:gone')
  const parts = [
    kinds?.map((kind) => t(`library:kind.${kind}`)).join(', '),
    collectionId && t('review-steps:of_collection', { name: names.collections[collectionId] ?? gone }),
    briefId && t('review-steps:of_brief', { name: names.briefs[briefId] ?? gone }),
    locale && (AUTONYMS[locale] ?? locale),
  ]
  return parts.filter(Boolean).join(' · ') || t('review-steps:everything')
}

/** `2 of the managers, within 3 days`. */
export function stageText(t: T, { voters, quorum, dueDays }: Stage, names: TemplateNames, locale: string): string {
  const who =
    voters.kind === 'role'
      ? t(`review-steps:the.${voters.role}`)
      : voters.people.map(({ personId }) => names.people[personId] ?? t('review-steps:gone')).join(', ')
  const text = t('review-steps:quorum_of', { quorum, who })
  return dueDays ? t('review-steps:within', { text, days: formatUnit(dueDays, 'day', locale) }) : text
}

/** One text for each position: stages that run at once are joined. */
export function stepTexts(t: T, stages: readonly Stage[], names: TemplateNames, locale: string): string[] {
  const positions = [...new Set(stages.map(({ position }) => position))]
  return positions.map((position) =>
    stages
      .filter((stage) => stage.position === position)
      .map((stage) => stageText(t, stage, names, locale))
      .join(` ${t('review-steps:and_at_once')} `),
  )
}
