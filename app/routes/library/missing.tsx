import { staffLoader } from '~/http/route.server'
import { DomainError } from '~/platform/errors'

/** Handles staff URLs without a page. */
export const loader = staffLoader('viewer', () => {
  throw new DomainError('page.unknown')
})

export default function Missing() {
  return null
}
