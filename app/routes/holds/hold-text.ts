import type { TFunction } from 'i18next'
import type { HoldReason } from '~/domain/folders/ingest-rules'

/** Returns a broken rule in words. */
export const holdText = ({ rule, ...facts }: HoldReason, t: TFunction<'holds'>): string =>
  t(`reason.${rule}`, facts as Record<string, string | number>)
