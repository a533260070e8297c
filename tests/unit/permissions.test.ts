import { describe, expect, test } from 'vitest'
import { abilitiesOf, mayDeleteAsset, mayManageShare, mayPurge, mayRestore } from '~/domain/identity/permissions'
import type { Person, Role } from '~/domain/identity/person'

const person = (role: Role): Person => ({ id: 'me', email: 'me@mendialde.example', name: 'Me', role })
const mine = { createdBy: 'me', everApproved: false }

describe('permission to delete an asset', () => {
  test.each<[string, Role, { createdBy: string | null; everApproved: boolean }, boolean]>([
    ['an editor may delete an own upload that was never approved', 'editor', mine, true],
    ['an editor may not delete an own upload that was once approved', 'editor', { ...mine, everApproved: true }, false],
    ['an editor may not delete the upload of another person', 'editor', { ...mine, createdBy: 'her' }, false],
    ['an editor may not delete an imported asset', 'editor', { ...mine, createdBy: null }, false],
    ['a manager may delete an asset that was approved', 'manager', { createdBy: 'her', everApproved: true }, true],
    ['an administrator may delete the upload of another person', 'admin', { ...mine, createdBy: 'her' }, true],
    ['a viewer who was an editor may not delete an own upload', 'viewer', mine, false],
  ])('%s', (_, role, asset, may) => expect(mayDeleteAsset(person(role), asset)).toBe(may))
})

describe('permission to restore from the bin', () => {
  test.each<[string, Role, string | null, boolean]>([
    ['an editor may restore an own deletion', 'editor', 'me', true],
    ['an editor may not restore the deletion of another person', 'editor', 'her', false],
    ['a manager may restore the deletion of another person', 'manager', 'her', true],
    ['a viewer who was an editor may not restore an own deletion', 'viewer', 'me', false],
  ])('%s', (_, role, deletedBy, may) => expect(mayRestore(person(role), deletedBy)).toBe(may))
})

describe('permission to manage a share', () => {
  test.each<[string, Role, string, boolean]>([
    ['an editor may manage an own share', 'editor', 'me', true],
    ['an editor may not manage the share of another person', 'editor', 'her', false],
    ['a manager may manage the share of another person', 'manager', 'her', true],
    ['an administrator may manage the share of another person', 'admin', 'her', true],
  ])('%s', (_, role, createdBy, may) => expect(mayManageShare(person(role), { createdBy })).toBe(may))
})

test.each<[Role, string[]]>([
  ['viewer', []],
  ['editor', ['editAssets', 'manageCollections', 'share', 'manageBriefs', 'seeBin', 'seeNamedPersons']],
  [
    'manager',
    [
      ...[
        'editAssets',
        'approve',
        'manageCollections',
        'managePortals',
        'share',
        'manageBriefs',
        'manageAgreements',
        'seeBin',
        'import',
        'manageMetadata',
      ],
      ...['manageNamedPersons', 'seeNamedPersons'],
    ],
  ],
  [
    'admin',
    [
      ...['editAssets', 'approve', 'manageCollections', 'managePortals', 'share', 'manageBriefs', 'manageAgreements'],
      ...['seeBin', 'import'],
      ...['managePeople', 'readAuditLog', 'manageConversions', 'manageLetters', 'manageMetadata', 'manageNamedPersons'],
      ...['seeNamedPersons', 'managePresets', 'manageStorage', 'manageReview'],
    ],
  ],
])('abilitiesOf the role %s are %j', (role, abilities) => {
  const all = Object.entries(abilitiesOf(person(role)))
  expect(all.filter(([, may]) => may).map(([name]) => name)).toEqual(abilities)
})

test.each<[Role, boolean]>([
  ['viewer', false],
  ['editor', false],
  ['manager', true],
  ['admin', true],
])('the role %s may delete from the bin permanently: %s', (role, may) => expect(mayPurge(person(role))).toBe(may))
