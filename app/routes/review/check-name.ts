import type { TFunction } from 'i18next'
import type { Check } from '~/domain/review/readiness'
import { pickText } from '~/platform/language'

/** Returns what a check is called: one of a field by the name of that field. The texts of `review` and `metadata` must be loaded. */
export function checkName(
  t: TFunction<never>,
  { name, labels }: Pick<Check, 'name' | 'labels'>,
  locale: string,
): string {
  if (!name.startsWith('field:')) return t(`review:check.${name}`)
  const key = name.slice('field:'.length)
  return pickText(labels ?? {}, locale, 'en')?.value ?? t(`metadata:built_in.${key}`, { defaultValue: key })
}
