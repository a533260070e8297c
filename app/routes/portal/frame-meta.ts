import type { MetaDescriptor } from '@remix-run/node'

/** Returns the title of the portal, for pages within it that have none of their own because they do not exist. */
export function frameMeta(matches: readonly { id: string; meta: MetaDescriptor[] }[]): MetaDescriptor[] {
  return matches.find((match) => match.id === 'routes/portal/layout')?.meta ?? []
}
