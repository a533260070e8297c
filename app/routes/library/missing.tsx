import { staffLoader } from '~/http/route.server'
import { DomainError } from '~/platform/errors'

/** An address of the staff side where nothing is. */
export const loader = staffLoader('viewer', () => {
  throw new DomainError('page.unknown')
})

export default function Missing() {
  return null
}
