import { type Person, roleIncludes } from './person'

type Staff = Pick<Person, 'id' | 'role'>

/** Editors edit assets and see all of them; viewers see approved ones only. */
export const mayEditAssets = ({ role }: Staff): boolean => roleIncludes(role, 'editor')

/** Managers decide what is public: they approve, ask for changes and withdraw approved versions. */
export const mayApprove = ({ role }: Staff): boolean => roleIncludes(role, 'manager')

/** Facts that decide who may put an asset into the bin. */
export interface DeletableAsset {
  createdBy: string | null
  /** Whether any version of it was ever approved. */
  everApproved: boolean
}

/** Managers delete any asset; editors those they added themselves, as long as no version was ever approved. */
export const mayDeleteAsset = (person: Staff, { createdBy, everApproved }: DeletableAsset): boolean =>
  roleIncludes(person.role, 'manager') ||
  (roleIncludes(person.role, 'editor') && createdBy === person.id && !everApproved)

export const mayManageCollections = ({ role }: Staff): boolean => roleIncludes(role, 'editor')

export const mayManagePortals = ({ role }: Staff): boolean => roleIncludes(role, 'manager')

/** Editors create shares. */
export const mayShare = ({ role }: Staff): boolean => roleIncludes(role, 'editor')

/** Managers see and manage every share, others those they created. */
export const mayManageShare = (person: Staff, share: { createdBy: string }): boolean =>
  mayManageAllShares(person) || share.createdBy === person.id

export const mayManageAllShares = ({ role }: Staff): boolean => roleIncludes(role, 'manager')

/** Editors ask for files by briefs, and see what was delivered. */
export const mayManageBriefs = ({ role }: Staff): boolean => roleIncludes(role, 'editor')

/** Managers write the texts that contributors accept. */
export const mayManageAgreements = ({ role }: Staff): boolean => roleIncludes(role, 'manager')

/** Managers restore anything from the bin; editors what they deleted themselves. */
export const mayRestore = (person: Staff, deletedBy: string | null): boolean =>
  mayRestoreAll(person) || (roleIncludes(person.role, 'editor') && deletedBy === person.id)

export const mayRestoreAll = ({ role }: Staff): boolean => roleIncludes(role, 'manager')

/** Managers delete items in the bin permanently. */
export const mayPurge = ({ role }: Staff): boolean => roleIncludes(role, 'manager')

export const mayManagePeople = ({ role }: Staff): boolean => roleIncludes(role, 'admin')

export const mayReadAuditLog = ({ role }: Staff): boolean => roleIncludes(role, 'admin')

/** Administrators see which converters the server has, and try failed conversions again. */
export const mayManageConversions = ({ role }: Staff): boolean => roleIncludes(role, 'admin')

/** Administrators see which letters were not sent, try them again, and send themselves a test. */
export const mayManageLetters = ({ role }: Staff): boolean => roleIncludes(role, 'admin')

/** Administrators say who approves what: the templates of reviews. */
export const mayManageReview = ({ role }: Staff): boolean => roleIncludes(role, 'admin')

/** Managers say what files must be like to arrive in a folder. */
export const mayManageIngestRules = ({ role }: Staff): boolean => roleIncludes(role, 'manager')

/** Managers let in files that broke the rules of their folder, or send them away. */
export const mayReleaseHeld = ({ role }: Staff): boolean => roleIncludes(role, 'manager')

/** Managers import folders, archives and buckets, with what manifests say of their files. */
export const mayImport = ({ role }: Staff): boolean => roleIncludes(role, 'manager')

/** Administrators define what downloads are offered beside the web form and the original. */
export const mayManagePresets = ({ role }: Staff): boolean => roleIncludes(role, 'admin')

/** Managers shape the schema of metadata: fields, groups, vocabularies. */
export const mayManageMetadata = ({ role }: Staff): boolean => roleIncludes(role, 'manager')

/** Managers keep the register of persons whom metadata names; editors read it. */
export const mayManageNamedPersons = ({ role }: Staff): boolean => roleIncludes(role, 'manager')

export const maySeeNamedPersons = ({ role }: Staff): boolean => roleIncludes(role, 'editor')

/** Administrators see what is stored, have it checked, and remove what nothing refers to. */
export const mayManageStorage = ({ role }: Staff): boolean => roleIncludes(role, 'admin')

/** Editors save searches for all staff; everybody saves them for themselves. */
export const maySaveForAll = ({ role }: Staff): boolean => roleIncludes(role, 'editor')

/** People change the searches that they saved, managers also those that others saved for all. */
export const mayChangeSavedSearch = (person: Staff, { ownerId }: { ownerId: string }): boolean =>
  person.id === ownerId || roleIncludes(person.role, 'manager')

/** What a member of staff may do, for pages, so that no page compares roles. */
export type Abilities = ReturnType<typeof abilitiesOf>

export const abilitiesOf = (person: Staff) => ({
  editAssets: mayEditAssets(person),
  approve: mayApprove(person),
  manageCollections: mayManageCollections(person),
  managePortals: mayManagePortals(person),
  share: mayShare(person),
  manageBriefs: mayManageBriefs(person),
  manageAgreements: mayManageAgreements(person),
  seeBin: mayEditAssets(person),
  import: mayImport(person),
  managePeople: mayManagePeople(person),
  readAuditLog: mayReadAuditLog(person),
  manageConversions: mayManageConversions(person),
  manageLetters: mayManageLetters(person),
  manageMetadata: mayManageMetadata(person),
  manageNamedPersons: mayManageNamedPersons(person),
  seeNamedPersons: maySeeNamedPersons(person),
  managePresets: mayManagePresets(person),
  manageStorage: mayManageStorage(person),
  manageReview: mayManageReview(person),
})
