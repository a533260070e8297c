import type { RenditionTier } from '#db/schema/outside'
import type { Role } from '~/domain/identity/person'

export type { RenditionTier }

/** What a portal or link delivers of the assets that it covers. */
export interface OutgoingTerms {
  allows: RenditionTier
  /** Whether the original stands in for the web rendition of a file that has none. */
  includesOriginalOnly: boolean
  /** Whether originals keep location, serial numbers and editing notes. */
  keepsMetadata: boolean
}

/** Who looks at a portal that is not published. */
export interface Previewer {
  personId: string
  role: Role
}

/** Who wants something. Explicit, so that nothing is decided from ambient state. */
export type Viewer =
  | { kind: 'nobody' }
  | { kind: 'staff'; personId: string; name: string; role: Role }
  | ({
      kind: 'visitor'
      portalId: string
      publishedAt: Date | null
      /** The member of staff who looks at the portal as a visitor would, whether or not it is published. */
      previewBy?: Previewer
    } & OutgoingTerms)
  | ({
      kind: 'link'
      shareId: string
      opensAt: Date | null
      expiresAt: Date | null
      revokedAt: Date | null
      /** Whether the link's creator is still allowed to share: a link never carries more than its creator holds now. */
      creatorMayShare: boolean
      /** Whether the password, if there is one, was given for this browser. */
      unlocked: boolean
    } & OutgoingTerms)

/** What is wanted: the facts of an asset, small pictures of it, the web rendition, the original file. */
export type Action = 'see' | 'preview' | 'web' | 'original'

/** All that the rules need to know of one asset, loaded by `authorize` in one query. */
export interface AssetFacts {
  id: string
  approvedVersionId: string | null
  embargoUntil: Date | null
  expiresAt: Date | null
  /** Since when the asset is in the bin; null while it is not. */
  deletedAt: Date | null
  /** Whether no web rendition of the approved version can be made. */
  originalOnly: boolean
  /** Whether the viewer's portal or link contains the asset; true for staff. */
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
  | 'embargo'
  | 'expired'
  | 'rendition'
  | 'role'

export type Decision =
  | { allowed: true; until: Date | null }
  | { allowed: false; reason: Reason /** When the answer changes by itself. */; at: Date | null }
