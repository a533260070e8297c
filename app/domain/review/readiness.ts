import type { Kind } from '~/platform/files/kinds'
import type { Localized } from '~/platform/language'

/** Checks made before a version is approved. */
export type CheckName = 'title' | 'alt_text' | 'credit' | 'licence' | 'preview'

export interface Check {
  /** Of a field of the brand `field:` and its key. */
  name: CheckName | `field:${string}`
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
  kind: string
  /** Title in the asset's source language. */
  title: string | null
  /** Alternative text in any language. */
  altText: string | null
  creator: string | null
  creditLine: string | null
  copyrightNotice: string | null
  licenceName: string | null
  licenceUrl: string | null
  preview: Preview
  /** Fields that the schema, or the template of the asset, demands before approval. */
  fields: { key: string; labels: Localized; isFilled: boolean }[]
}

export interface Readiness {
  checks: Check[]
  /** Required checks that failed. */
  missing: Check['name'][]
  preview: Preview
}

/** Kinds that need an alternative text for people who cannot see them (WCAG 2.2, 1.1.1). */
const PICTURES: ReadonlySet<string> = new Set<Kind>(['photo', 'vector', 'layered', 'raw'])

/**
 * Checks whether a version is described well enough to be approved. Title, alternative text of pictures, and credit or
 * creator are required, and so are fields that the schema or the template of the asset demands; copyright or licence and a preview are advice. Approving without a preview needs a confirmation.
 */
export function readinessOf(facts: ReadinessFacts): Readiness {
  const { kind, title, altText, creator, creditLine, copyrightNotice, licenceName, licenceUrl, preview } = facts
  const isPicture = PICTURES.has(kind)
  // Templates may require what is checked here by itself.
  const fields = facts.fields.filter(({ key }) => key !== 'title' && !(key === 'alt_text' && isPicture))
  const checks: Check[] = [
    { name: 'title', met: !!title, required: true },
    ...(isPicture ? [{ name: 'alt_text' as const, met: !!altText, required: true }] : []),
    { name: 'credit', met: !!(creditLine || creator), required: true },
    { name: 'licence', met: !!(copyrightNotice || licenceName || licenceUrl), required: false },
    { name: 'preview', met: preview.state === 'made', required: false },
    ...fields.map(
      ({ key, labels, isFilled }): Check => ({ name: `field:${key}`, labels, met: isFilled, required: true }),
    ),
  ]
  const missing = checks.filter(({ met, required }) => required && !met).map(({ name }) => name)
  return { checks, missing, preview }
}
