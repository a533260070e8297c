import type { Kind } from '~/platform/files/kinds'

/** Checks made before a version is approved. */
export type CheckName = 'title' | 'alt_text' | 'credit' | 'licence' | 'preview'

export interface Check {
  name: CheckName
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
}

export interface Readiness {
  checks: Check[]
  /** Required checks that failed. */
  missing: CheckName[]
  preview: Preview
}

/** Kinds that need an alternative text for people who cannot see them (WCAG 2.2, 1.1.1). */
const PICTURES: ReadonlySet<string> = new Set<Kind>(['photo', 'vector', 'layered', 'raw'])

/**
 * Checks whether a version is described well enough to be approved. Title, alternative text of pictures, and credit or
 * creator are required; copyright or licence and a preview are advice. Approving without a preview needs a confirmation.
 */
export function readinessOf(facts: ReadinessFacts): Readiness {
  const { kind, title, altText, creator, creditLine, copyrightNotice, licenceName, licenceUrl, preview } = facts
  const checks: Check[] = [
    { name: 'title', met: !!title, required: true },
    ...(PICTURES.has(kind) ? [{ name: 'alt_text' as const, met: !!altText, required: true }] : []),
    { name: 'credit', met: !!(creditLine || creator), required: true },
    { name: 'licence', met: !!(copyrightNotice || licenceName || licenceUrl), required: false },
    { name: 'preview', met: preview.state === 'made', required: false },
  ]
  const missing = checks.filter(({ met, required }) => required && !met).map(({ name }) => name)
  return { checks, missing, preview }
}
