import { type Person, roleIncludes } from './person'

type Staff = Pick<Person, 'id' | 'role'>

/** Everybody of the staff sees approved assets; editors see and edit all of them. */
export const mayEditAssets = ({ role }: Staff): boolean => roleIncludes(role, 'editor')

/** Managers decide what is public: they approve, ask for changes and withdraw approvals. */
export const mayApprove = ({ role }: Staff): boolean => roleIncludes(role, 'manager')

/** What decides whether somebody may put an asset into the bin. */
export interface DeletableAsset {
  createdBy: string | null
  /** Whether any version of it was approved at any time. */
  everApproved: boolean
}

/** Managers delete any asset; editors what they brought in themselves, as long as no version of it was ever approved. */
export const mayDeleteAsset = (person: Staff, { createdBy, everApproved }: DeletableAsset): boolean =>
  roleIncludes(person.role, 'manager') ||
  (roleIncludes(person.role, 'editor') && createdBy === person.id && !everApproved)

export const mayManageCollections = ({ role }: Staff): boolean => roleIncludes(role, 'editor')

export const mayManagePortals = ({ role }: Staff): boolean => roleIncludes(role, 'manager')

/** Editors make shares. */
export const mayShare = ({ role }: Staff): boolean => roleIncludes(role, 'editor')

/** Managers see and manage every share, others the ones that they made. */
export const mayManageShare = (person: Staff, share: { createdBy: string }): boolean =>
  mayManageAllShares(person) || share.createdBy === person.id

export const mayManageAllShares = ({ role }: Staff): boolean => roleIncludes(role, 'manager')

/** What is in the bin is restored by managers, and by editors who put it there. */
export const mayRestore = (person: Staff, deletedBy: string | null): boolean =>
  mayRestoreAll(person) || (roleIncludes(person.role, 'editor') && deletedBy === person.id)

export const mayRestoreAll = ({ role }: Staff): boolean => roleIncludes(role, 'manager')

/** Managers delete for good what is in the bin. */
export const mayPurge = ({ role }: Staff): boolean => roleIncludes(role, 'manager')

export const mayManagePeople = ({ role }: Staff): boolean => roleIncludes(role, 'admin')

export const mayReadAuditLog = ({ role }: Staff): boolean => roleIncludes(role, 'admin')

/** What a member of staff may do, for pages, which compare no roles. */
export type Abilities = ReturnType<typeof abilitiesOf>

export const abilitiesOf = (person: Staff) => ({
  editAssets: mayEditAssets(person),
  approve: mayApprove(person),
  manageCollections: mayManageCollections(person),
  managePortals: mayManagePortals(person),
  share: mayShare(person),
  seeBin: mayEditAssets(person),
  managePeople: mayManagePeople(person),
  readAuditLog: mayReadAuditLog(person),
})
