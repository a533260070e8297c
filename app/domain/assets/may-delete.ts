import { type Person, roleIncludes } from '~/domain/identity/person'

/** What decides whether somebody may put an asset into the bin. */
export interface DeletableAsset {
  createdBy: string | null
  /** Whether any version of it was approved at any time. */
  everApproved: boolean
}

/** Managers delete any asset; editors what they brought in themselves, as long as no version of it was ever approved. */
export const mayDeleteAsset = (person: Person, { createdBy, everApproved }: DeletableAsset): boolean =>
  roleIncludes(person.role, 'manager') ||
  (roleIncludes(person.role, 'editor') && createdBy === person.id && !everApproved)
