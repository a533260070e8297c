import type { RenditionTier } from '#db/schema/outside'
import type { Role } from '~/domain/identity/person'
import type { Db } from '~/platform/db.server'
import type { TextRule } from '~/platform/embedding/text-rule'

export type { RenditionTier }

/** What a portal or share delivers of the assets that it covers. */
export interface OutgoingTerms {
  allows: RenditionTier
  /** Whether the original is delivered in place of the web rendition for a file that has no web rendition. */
  includesOriginalOnly: boolean
  /** Whether originals are delivered with location, serial numbers and editing notes. */
  keepsMetadata: boolean
}

/** The member of staff who previews a portal that is not published. */
export interface Previewer {
  personId: string
  role: Role
}

/** The language of whoever asks, a BCP 47 tag, where texts are written into files. */
interface Reading {
  reads?: string
}

/** Who asks for something. Passed explicitly, so that no decision depends on ambient state. */
export type Viewer =
  | { kind: 'nobody' }
  | ({ kind: 'staff'; personId: string; name: string; role: Role } & Reading)
  | ({
      kind: 'visitor'
      portalId: string
      publishedAt: Date | null
      /** The member of staff who previews the portal as a visitor would see it, whether or not it is published. */
      previewBy?: Previewer
      /** The texts in files; absent where they leave with the credit alone. */
      texts?: TextRule
    } & OutgoingTerms &
      Reading)
  | ({
      kind: 'link'
      shareId: string
      opensAt: Date | null
      expiresAt: Date | null
      revokedAt: Date | null
      /** Whether the share's creator may still share: a share never carries more rights than its creator holds now. */
      creatorMayShare: boolean
      /** Whether this browser has given the share's password; true when there is none. */
      unlocked: boolean
      /** The texts in files; absent where they leave with the credit alone. */
      texts?: TextRule
    } & OutgoingTerms &
      Reading)
  /** Somebody with a personal link, who sees the pictures of files that came by it, and nothing else. */
  | ({ kind: 'guest'; guestId: string; expiresAt: Date; revokedAt: Date | null } & Reading)

/** What reads that depend on their viewer ask with: over which database, for whom, and by what moment (the database clock). */
export interface ViewScope<V extends Viewer = Viewer> {
  db: Db
  viewer: V
  now: Date
}

/** What is asked for: the facts of an asset, its preview pictures, its web rendition, its original file. */
export type Action = 'see' | 'preview' | 'web' | 'original'

/** Everything the rules need to know about one asset; `authorize` loads it in one query. */
export interface AssetFacts {
  id: string
  approvedVersionId: string | null
  embargoUntil: Date | null
  expiresAt: Date | null
  /** When the asset was put into the bin; null while it is not there. */
  deletedAt: Date | null
  /** Number of the version that the viewer's portal or share pins; null while it follows the approved version. */
  pinnedNumber: number | null
  /** Whether that version is no longer approved. */
  pinWithdrawn: boolean
  /** Whether the version that the viewer gets is held, because it broke the rules of its folder when it arrived. */
  isHeld: boolean
  /** Whether no web rendition of the version that the viewer gets exists or can be made. */
  originalOnly: boolean
  /** Whether the viewer's portal or share contains the asset; true for staff. */
  covered: boolean
}

export type Reason =
  | 'signed_out'
  | 'link_revoked'
  | 'link_expired'
  | 'link_not_yet'
  | 'link_owner'
  | 'link_locked'
  | 'portal_closed'
  | 'not_covered'
  | 'not_approved'
  | 'deleted'
  | 'held'
  | 'embargo'
  | 'expired'
  | 'version_withdrawn'
  | 'rendition'
  | 'role'

export type Decision =
  | { allowed: true; until: Date | null }
  | { allowed: false; reason: Reason /** When the answer changes by itself. */; at: Date | null }
