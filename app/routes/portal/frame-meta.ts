import type { MetaDescriptor } from '@remix-run/node'

/** The title of the portal: for a page inside it that has none of its own, since it is not there. */
export function frameMeta(matches: readonly { id: string; meta: MetaDescriptor[] }[]): MetaDescriptor[] {
  return matches.find((match) => match.id === 'routes/portal/layout')?.meta ?? []
}
