import { expect, test } from 'vitest'
import { DISCLOSURE } from '~/domain/access/disclosure'
import { refusalOf, STATUS } from '~/http/errors.server'
import { fixedT } from '~/i18n/server'
import { DomainError } from '~/platform/errors'
import { LOCALES } from '~/platform/language'

const reasons = Object.entries(DISCLOSURE)
const hidden = reasons.filter(([, disclosure]) => disclosure === 'hidden').map(([reason]) => reason)
const shown = reasons.filter(([, disclosure]) => disclosure === 'shown').map(([reason]) => reason)

const refused = (reason: string) => refusalOf(new DomainError('access.refused', { reason }))

test('the reasons that would tell of a file are hidden', () => {
  expect(hidden).toEqual(['portal_closed', 'not_covered', 'not_approved', 'deleted', 'held', 'embargo', 'expired'])
})

test.each([...hidden, 'a reason that is none'])(
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

/** Codes that are answered with the text of their reason. */
const BY_REASON = ['access.refused', 'share.closed']

test.each(LOCALES)('every error code and every reason that may be told has a text in %s', (locale) => {
  const codes = [...Object.keys(STATUS), 'unavailable'].filter((code) => !BY_REASON.includes(code))
  const t = fixedT(locale, 'errors')
  const without = [...codes, ...shown.map((reason) => `access.${reason}`)].filter((code) => {
    const text = t(code, { count: 2, lng: locale, fallbackLng: false, defaultValue: '' })
    return !text || text === code
  })
  expect(without).toEqual([])
})
