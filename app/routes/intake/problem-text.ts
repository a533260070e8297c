import type { TFunction } from 'i18next'
import type { FileProblem } from '~/domain/intake/submission-file'

/** Returns what is wrong with a file, and what to do about it. */
export const problemText = ({ rule, ...facts }: FileProblem, t: TFunction<'intake'>): string =>
  t(`problem.${rule}`, facts as Record<string, string | number>)
