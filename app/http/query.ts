import { DomainError } from '~/platform/errors'

/** A whole number of the query, undefined when it is not there. Throws `page.unknown` for anything else than digits. */
export function wholeNumberIn({ searchParams }: URL, name: string): number | undefined {
  const text = searchParams.get(name)
  if (!text) return undefined
  if (!/^\d{1,15}$/.test(text)) throw new DomainError('page.unknown')
  return Number(text)
}
