import { MOST_AT_ONCE } from '~/domain/quality/description'
import { isId } from '~/platform/ids.server'
import type { DescribeQuery } from '~/urls'

/** Returns which files are gone through, as the address says. */
export function describeQuery(url: URL): DescribeQuery {
  const many = Math.trunc(Number(url.searchParams.get('many')))
  return {
    selection: url.searchParams.get('selection') ?? '',
    q: url.searchParams.get('q') || undefined,
    many: many > 1 ? Math.min(many, MOST_AT_ONCE) : undefined,
  }
}

/** Returns the files of a form that was sent, as its address says; none for one that was not. */
export const sentFiles = (url: URL): string[] =>
  (url.searchParams.get('files') ?? '').split(',').filter(isId).slice(0, MOST_AT_ONCE)
