import { expect, test } from 'vitest'
import { refusalOf } from '~/http/errors.server'
import { fixedT } from '~/i18n/server'
import { DomainError } from '~/platform/errors'
import { LOCALES } from '~/platform/language'

const refused = (reason: string) => refusalOf(new DomainError('access.refused', { reason }))

test.each(['not_covered', 'not_approved', 'embargo', 'expired', 'portal_closed'])(
  'a refusal by %s is answered like an unknown asset, so that its existence is not disclosed',
  (reason) => {
    expect(refused(reason)).toEqual(refusalOf(new DomainError('asset.unknown')))
  },
)

test.each([
  ['link_revoked', 410],
  ['link_locked', 403],
  ['rendition', 403],
  ['signed_out', 401],
])('a refusal by %s is disclosed, with status %i', (reason, status) => {
  expect(refused(reason)).toMatchObject({ status, code: `access.${reason}` })
})

test.each(LOCALES)('the message about a missing role uses the translated name of the role in %s', (locale) => {
  for (const role of ['viewer', 'editor', 'manager', 'admin']) {
    const name = fixedT(locale, 'library')(`role.${role}`)
    expect(name).not.toContain('role.')
    expect(fixedT(locale, 'errors')('role.required', { role })).toContain(name)
  }
})
