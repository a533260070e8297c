import { describe, expect, test } from 'vitest'
import { mayDeleteAsset } from '~/domain/assets/may-delete'
import { mayRestore, type Person, type Role } from '~/domain/identity/person'

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
