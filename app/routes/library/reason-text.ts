import type { TFunction } from 'i18next'

/**
 * Returns why a file has no preview or why a rendition failed, for staff, as a sentence of `library`. Reasons are those of
 * `unpreviewable_reason`, of ImageError and of ConvertError, in whose `no_converter:<name>` the colon would name a surface.
 */
export function reasonText(t: TFunction<'library'>, reason: string | null): string {
  const key = (reason ?? 'unknown').replace(':', '_')
  return t([`library:unpreviewable.${key}`, `library:problem.${key}`, 'library:problem.unknown'])
}
