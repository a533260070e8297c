import type { Kind } from '~/platform/files/kinds'

/** What is looked at before a version goes out. */
export type CheckName = 'title' | 'alt_text' | 'credit' | 'licence' | 'preview'

export interface Check {
  name: CheckName
  met: boolean
  /** Whether the review goes no further while it is not met; the others are advice. */
  required: boolean
}

/** The small picture of a version: shown, on its way, or none, and why. */
export type Preview = { state: 'made' } | { state: 'waiting' } | { state: 'none'; reason: string }

/** All that readiness depends on. */
export interface ReadinessFacts {
  kind: string
  /** Title in the language of origin. */
  title: string | null
  /** Alternative text in some language. */
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
  /** Required checks that are not met. */
  missing: CheckName[]
  preview: Preview
}

/** Kinds of which somebody who cannot see them must be told what they show (WCAG 2.2, 1.1.1). */
const PICTURES: ReadonlySet<string> = new Set<Kind>(['photo', 'vector', 'layered', 'raw'])

/**
 * Whether a version is described well enough to go out. Title, alternative text of pictures, and credit or creator are
 * required; copyright or licence and a preview are advice. What has no preview is approved with a confirmation of its own.
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
