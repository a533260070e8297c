import { describe, expect, test } from 'vitest'
import { abilitiesOf, mayDeleteAsset, mayManageShare, mayPurge, mayRestore } from '~/domain/identity/permissions'
import type { Person, Role } from '~/domain/identity/person'

const person = (role: Role): Person => ({ id: 'me', email: 'me@mendialde.example', name: 'Me', role })
const mine = { createdBy: 'me', everApproved: false }

describe('who may put an asset into the bin', () => {
  test.each<[string, Role, { createdBy: string | null; everApproved: boolean }, boolean]>([
    ['an editor, what they brought in and nobody approved', 'editor', mine, true],
    ['an editor, what was approved once', 'editor', { ...mine, everApproved: true }, false],
    ['an editor, what a colleague brought in', 'editor', { ...mine, createdBy: 'her' }, false],
    ['an editor, what an import brought in', 'editor', { ...mine, createdBy: null }, false],
    ['a manager, what was approved once', 'manager', { createdBy: 'her', everApproved: true }, true],
    ['an administrator, what a colleague brought in', 'admin', { ...mine, createdBy: 'her' }, true],
    ['a viewer who was an editor, what they brought in', 'viewer', mine, false],
  ])('%s', (_, role, asset, may) => expect(mayDeleteAsset(person(role), asset)).toBe(may))
})

describe('who may take something out of the bin', () => {
  test.each<[string, Role, string | null, boolean]>([
    ['an editor, what they put there', 'editor', 'me', true],
    ['an editor, what a colleague put there', 'editor', 'her', false],
    ['a manager, what anybody put there', 'manager', 'her', true],
    ['a viewer, what they put there as an editor', 'viewer', 'me', false],
  ])('%s', (_, role, deletedBy, may) => expect(mayRestore(person(role), deletedBy)).toBe(may))
})

describe('who may manage a share', () => {
  test.each<[string, Role, string, boolean]>([
    ['an editor, one that they made', 'editor', 'me', true],
    ['an editor, one of a colleague', 'editor', 'her', false],
    ['a manager, one of anybody', 'manager', 'her', true],
    ['an administrator, one of anybody', 'admin', 'her', true],
  ])('%s', (_, role, createdBy, may) => expect(mayManageShare(person(role), { createdBy })).toBe(may))
})

test.each<[Role, string[]]>([
  ['viewer', []],
  ['editor', ['editAssets', 'manageCollections', 'share', 'seeBin']],
  ['manager', ['editAssets', 'approve', 'manageCollections', 'managePortals', 'share', 'seeBin']],
  [
    'admin',
    [
      ...['editAssets', 'approve', 'manageCollections', 'managePortals', 'share', 'seeBin'],
      ...['managePeople', 'readAuditLog'],
    ],
  ],
])('the abilities of the role %s', (role, abilities) => {
  const all = Object.entries(abilitiesOf(person(role)))
  expect(all.filter(([, may]) => may).map(([name]) => name)).toEqual(abilities)
})

test.each<[Role, boolean]>([
  ['viewer', false],
  ['editor', false],
  ['manager', true],
  ['admin', true],
])('the role %s deletes from the bin for good: %s', (role, may) => expect(mayPurge(person(role))).toBe(may))
