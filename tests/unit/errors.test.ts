import { expect, test } from 'vitest'
import { refusalOf } from '~/http/errors.server'
import { DomainError } from '~/platform/errors'

const refused = (reason: string) => refusalOf(new DomainError('access.refused', { reason }))

test.each(['not_covered', 'not_approved', 'embargo', 'expired', 'portal_closed'])(
  'a file hidden by %s is answered like one that never was',
  (reason) => {
    expect(refused(reason)).toEqual(refusalOf(new DomainError('asset.unknown')))
  },
)

test.each([
  ['link_revoked', 410],
  ['link_locked', 403],
  ['rendition', 403],
  ['signed_out', 401],
])('%s is told to whoever holds the link or sees the file', (reason, status) => {
  expect(refused(reason)).toMatchObject({ status, code: `access.${reason}` })
})
