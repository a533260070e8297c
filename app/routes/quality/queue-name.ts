import type { TFunction } from 'i18next'
import type { Queue } from '~/domain/quality/queue'

/** Returns what a queue is called. `t` is of `quality` and `library`. */
export const queueName = (
  t: TFunction<['quality', 'library']>,
  { name, locale, portal }: Pick<Queue, 'name' | 'locale' | 'portal'>,
): string => t(`queue.${name}`, { language: locale ? t(`library:language.${locale}`) : '', portal: portal?.name ?? '' })
