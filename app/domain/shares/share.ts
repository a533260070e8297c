import { z } from 'zod'
import type { RenditionTier } from '~/domain/access/access'
import { type ClosedReason, closedReason } from '~/domain/access/closed-reason'
import { TIERS } from '~/domain/access/tiers'
import { EMBEDS, type Embeds } from '~/platform/embedding/text-rule'
import { LOCALES } from '~/platform/language'
import { LocalDateTime, Zone } from '~/platform/zoned-fields'
import { localOf } from '~/platform/zoned-time'

/** Days until a share ends, by default. */
const DEFAULT_DAYS = 30

export const ShareTerms = z.strictObject({
  title: z.string().trim().min(1).max(200),
  message: z.string().trim().max(2000).optional(),
  portalId: z.uuid().optional(),
  zone: Zone,
  opensAt: LocalDateTime.optional(),
  /** May be empty only with a reason why the share never ends. */
  expiresAt: LocalDateTime.optional(),
  neverReason: z.string().trim().max(300).optional(),
  allows: z.enum(TIERS),
  /** With `web`: delivers the originals of files that have no web rendition instead of leaving them out. */
  includesOriginalOnly: z.boolean().default(false),
  /** Whether originals are delivered with location, serial numbers and editing notes. */
  keepsMetadata: z.boolean().default(false),
  /** Which texts files carry; all approved ones in a language, or that of the recipient. */
  embeds: z.enum(EMBEDS).default('credit'),
  embedLanguage: z.enum(LOCALES).optional(),
  zipAllowed: z.boolean().default(false),
})

export const NewShare = ShareTerms.extend({
  assets: z.array(z.uuid()).max(5000).default([]),
  collectionId: z.uuid().optional(),
  password: z.string().min(8, 'form.password_short').max(256).optional(),
})

export const ChangedShare = ShareTerms.extend({
  /** A new password locks the share again in every browser; empty keeps the old one; `removePassword` removes it. */
  password: z.string().min(8, 'form.password_short').max(256).optional(),
  removePassword: z.boolean().default(false),
})

export const Unlock = z.strictObject({ password: z.string().min(1).max(256) })

export interface Share {
  id: string
  title: string
  message: string | null
  portalId: string | null
  collectionId: string | null
  locale: string
  opensAt: Date | null
  expiresAt: Date | null
  zone: string
  neverReason: string | null
  hasPassword: boolean
  passwordVersion: number
  allows: RenditionTier
  includesOriginalOnly: boolean
  keepsMetadata: boolean
  embeds: Embeds
  embedLanguage: string | null
  zipAllowed: boolean
  createdAt: Date
  createdBy: string
  creatorName: string
  creatorEmail: string
  revokedAt: Date | null
}

export type ShareState = 'open' | 'not_yet' | 'expired' | 'revoked'

const STATES: Record<ClosedReason, ShareState> = {
  link_revoked: 'revoked',
  link_expired: 'expired',
  link_owner: 'revoked',
  link_not_yet: 'not_yet',
}

/** Returns the state of a share at `now`, as the list of shares shows it. */
export function shareState(share: Pick<Share, 'opensAt' | 'expiresAt' | 'revokedAt'>, now: Date): ShareState {
  const reason = closedReason({ ...share, creatorMayShare: true }, now)
  return reason ? STATES[reason] : 'open'
}

/** Returns the local time in `zone` thirty days after `now`, at six in the evening. */
export function defaultEndOf(now: Date, zone: string): string {
  const day = localOf(new Date(now.getTime() + DEFAULT_DAYS * 86_400_000), zone).slice(0, 10)
  return `${day}T18:00`
}
