import { FIELD_ID } from '~/domain/metadata/built-in'
import { concerns, type DescribedAsset, isMissing, type Need } from '~/domain/metadata/completeness'
import type { Localized } from '~/platform/language'

/** Checks made before a version is approved, beside those of fields of the brand. */
export type CheckName = 'title' | 'alt_text' | 'credit' | 'licence' | 'preview'

export interface Check {
  /** A `CheckName`; of another field `field:` and its key. */
  name: string
  /** Names of that field, by language. */
  labels?: Localized
  met: boolean
  /** Whether failing it blocks the review; the others are advice. */
  required: boolean
}

/** State of the preview picture of a version: made, being made, or none, and why. */
export type Preview = { state: 'made' } | { state: 'waiting' } | { state: 'none'; reason: string }

/** All facts that readiness depends on. */
export interface ReadinessFacts {
  asset: DescribedAsset
  /** See `needsOf`: those that are required are needed. */
  needs: readonly Need[]
  preview: Preview
}

export interface Readiness {
  checks: Check[]
  /** Required checks that failed. */
  missing: string[]
  preview: Preview
}

const LICENCE = [FIELD_ID.copyright_notice, FIELD_ID.licence_name, FIELD_ID.licence_url] as const

/**
 * Checks whether a version is described well enough to be approved: all that its completeness requires. Copyright or licence and
 * a preview are advice. Approving without a preview needs a confirmation.
 */
export function readinessOf({ asset, needs, preview }: ReadinessFacts): Readiness {
  const required = needs.filter((need) => need.isRequired && concerns(need, asset))
  const checks: Check[] = [
    ...required.map((need) => ({
      ...{ name: need.name, met: !isMissing(need, asset), required: true },
      ...(need.name.startsWith('field:') && { labels: need.labels }),
    })),
    { name: 'licence', met: LICENCE.some((id) => asset.values.some(({ fieldId }) => fieldId === id)), required: false },
    { name: 'preview', met: preview.state === 'made', required: false },
  ]
  const missing = checks.filter((check) => check.required && !check.met).map(({ name }) => name)
  return { checks, missing, preview }
}
