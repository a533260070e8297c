import { expect, test } from 'vitest'
import { refusalOf } from '~/http/errors.server'
import { fixedT } from '~/i18n/server'
import { DomainError } from '~/platform/errors'
import { LOCALES } from '~/platform/language'

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

test.each(LOCALES)('a role that is missing is called by its name in %s, as people and menus call it', (locale) => {
  for (const role of ['viewer', 'editor', 'manager', 'admin']) {
    const name = fixedT(locale, 'library')(`role.${role}`)
    expect(name).not.toContain('role.')
    expect(fixedT(locale, 'errors')('role.required', { role })).toContain(name)
  }
})
