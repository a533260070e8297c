import { expect, test } from 'vitest'
import { seal, unseal } from '~/platform/sealed.server'

const SECRET = 'a secret of thirty-two characters'
const sealed = seal(SECRET, 'link address', 'vt_ünïcode', 'row 1')

test('sealed text unseals to the plain text, and differs each time it is sealed', () => {
  expect(unseal(SECRET, 'link address', sealed, 'row 1')).toBe('vt_ünïcode')
  expect(seal(SECRET, 'link address', 'vt_ünïcode', 'row 1')).not.toBe(sealed)
  expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('vt_')
})

const flipped = Buffer.from(sealed, 'base64url')
flipped[14]! ^= 1

test.each([
  ['with another secret', 'another secret of many characters', 'link address', sealed, 'row 1'],
  ['for another purpose', SECRET, 'something else', sealed, 'row 1'],
  ['in another row', SECRET, 'link address', sealed, 'row 2'],
  ['with one bit changed', SECRET, 'link address', flipped.toString('base64url'), 'row 1'],
  ['that is truncated', SECRET, 'link address', sealed.slice(0, 20), 'row 1'],
  ['that is empty', SECRET, 'link address', '', 'row 1'],
])('unseal returns undefined for sealed text %s', (_, secret, purpose, text, row) => {
  expect(unseal(secret, purpose, text, row)).toBeUndefined()
})
