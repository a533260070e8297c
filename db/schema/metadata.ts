import type { ColumnType, Generated, JSONColumnType } from 'kysely'

/** `term` and `terms` are of a vocabulary, `person` and `persons` of the register of persons; `asset` is a link to another asset. */
export const FIELD_TYPES = [
  ...(['text', 'rich_text', 'number', 'date', 'boolean'] as const),
  ...(['term', 'terms', 'person', 'persons', 'asset', 'place'] as const),
] as const
export type FieldType = (typeof FIELD_TYPES)[number]

/** Of a value in a language: that which translations are made of, or how far a translation is. */
export type ValueStatus = 'source' | 'draft' | 'approved' | 'stale'

type LocalizedJson = JSONColumnType<Partial<Record<string, string>>, string | undefined, string>

export interface MetadataGroupTable {
  id: ColumnType<number, never, never>
  key: string
  position: Generated<number>
  /** Names by BCP 47 tag; empty for a built-in group that has those of the product. */
  labels: LocalizedJson
}

export interface MetadataFieldTable {
  id: ColumnType<number, never, never>
  key: string
  type: FieldType
  groupId: number
  position: Generated<number>
  /** Names by BCP 47 tag; empty for a built-in field that has those of the product. */
  labels: LocalizedJson
  help: LocalizedJson
  /** Kinds of assets that have it; null for all. */
  kinds: string[] | null
  isRequired: Generated<boolean>
  isRequiredForApproval: Generated<boolean>
  isLocalizable: Generated<boolean>
  /** Whether outsiders are shown it. */
  isPublic: Generated<boolean>
  isSearchable: Generated<boolean>
  isFacet: Generated<boolean>
  /** Whether changes of an approved asset go out at once. */
  allowsCorrections: Generated<boolean>
  mostLength: number | null
  /** Tags of files that fill it, such as `XMP-dc:Title`, the first that is there. */
  tags: Generated<string[]>
  vocabularyId: Generated<number | null>
  isBuiltIn: Generated<boolean>
  createdAt: ColumnType<Date, never, never>
  retiredAt: Generated<Date | null>
}

/** One value of an asset, in the column of its field's type. */
export interface MetadataValueTable {
  assetId: string
  fieldId: number
  /** BCP 47 tag; empty for a value without a language. */
  locale: Generated<string>
  /** Of several values of a field, counted from 0. */
  position: Generated<number>
  text: Generated<string | null>
  number: Generated<number | null>
  /** `2026-11-30` where it is selected as text. */
  day: ColumnType<Date | null, string | null | undefined, string | null>
  flag: Generated<boolean | null>
  termId: Generated<number | null>
  otherId: Generated<string | null>
  namedPersonId: Generated<number | null>
  /** Of a place, beside its name in `text`: country, latitude, longitude. */
  place: ColumnType<object | null, string | null | undefined, string | null>
  status: Generated<ValueStatus>
}

/** A change of a value, of which the history of an asset and what undoes a change are made. */
export interface MetadataChangeTable {
  id: ColumnType<number, never, never>
  assetId: string
  fieldId: number
  locale: string
  /** Lists of contents. */
  before: JSONColumnType<object[], string, never>
  after: JSONColumnType<object[], string, never>
  at: ColumnType<Date, never, never>
  actorKind: string
  actorId: string | null
  actorName: string
  editId: string | null
  /** The template that says so. */
  templateId: Generated<string | null>
  /** The version whose file says so. */
  versionId: Generated<string | null>
}

/** A change of many assets. Planned ones were looked at and not begun. */
export interface BulkEditTable {
  id: string
  personId: string | null
  /** Null for a spreadsheet, and for one that takes back another. */
  operation: JSONColumnType<object, string, never>
  /** Name of the spreadsheet whose rows are the changes. */
  sheetName: Generated<string | null>
  /** Cells of the spreadsheet that change nothing. */
  problems: JSONColumnType<object[], string | undefined, never>
  state: Generated<'planned' | 'running' | 'done' | 'stopped' | 'failed'>
  /** The template that it applies. */
  templateId: Generated<string | null>
  /** The one whose changes it takes back. */
  undoesId: string | null
  createdAt: ColumnType<Date, never, never>
  startedAt: Date | null
  endedAt: Date | null
}

export interface BulkEditAssetTable {
  editId: string
  position: number
  assetId: string
  /** Of a spreadsheet: what its row changes. */
  changes: JSONColumnType<object[], string | null, never> | null
  /** `changed`, `unchanged`, or why it was refused; null before. */
  outcome: string | null
}

/** An open one gets new terms when values are written, others only from those who manage it. */
export interface VocabularyTable {
  id: ColumnType<number, never, never>
  key: string
  labels: LocalizedJson
  isOpen: Generated<boolean>
  createdAt: ColumnType<Date, never, never>
}

export interface VocabularyTermTable {
  id: ColumnType<number, never, never>
  vocabularyId: number
  parentId: number | null
  labels: LocalizedJson
  /** Lists of other names by language. */
  synonyms: JSONColumnType<Partial<Record<string, string[]>>, string | undefined, string>
  /** The same of names by which it is found and that are not shown: misspelt and former ones. */
  hidden: JSONColumnType<Partial<Record<string, string[]>>, string | undefined, string>
  /** By which other systems know it; unique in its vocabulary. */
  iri: Generated<string>
  /** IRIs of concepts of other vocabularies that mean exactly the same. */
  matches: Generated<string[]>
  /** The term that it became. */
  mergedInto: Generated<number | null>
  /** Since when it is not to be used any more; where it is used, it stays. */
  deprecatedAt: Generated<Date | null>
  createdAt: ColumnType<Date, never, never>
}

/** A name or synonym of a term, in lower case. */
export interface VocabularyNameTable {
  vocabularyId: number
  name: string
  termId: number
  /** The name without accents, as values of facets are compared. */
  normal: string
}

/** A name or term whose meaning changed, so that documents of search are out of date; of all names when both are null. */
export interface KeywordChangeTable {
  id: ColumnType<number, never, never>
  normal: string | null
  termId: number | null
}

/** A file of terms that is taken into a vocabulary, after a look at what it would change. */
export interface VocabularyImportTable {
  id: string
  vocabularyId: number
  personId: string | null
  uploadId: string
  fileName: string
  /** Of names that state none. */
  language: string
  columns: JSONColumnType<object, string | undefined, string>
  ignored: JSONColumnType<Record<string, number>, string | undefined, string>
  state: Generated<'reading' | 'planned' | 'applying' | 'done' | 'failed'>
  /** Why it failed; a key of the `vocabularies` locale file. */
  reason: Generated<string | null>
  facts: JSONColumnType<Record<string, string | number>, string | undefined, string>
  createdAt: ColumnType<Date, never, never>
  endedAt: Generated<Date | null>
}

/** A concept of such a file with what becomes of it. */
export interface VocabularyImportTermTable {
  importId: string
  position: number
  line: number
  name: string
  concept: JSONColumnType<object, string, never>
  /** Of `add`, `change`, `move`; none when all is as it says. */
  acts: Generated<string[]>
  notes: Generated<string[]>
  /** Why nothing becomes of it. */
  refused: Generated<string | null>
  /** The name of the other term that the reason is about. */
  other: Generated<string | null>
}

/** A field of an approved asset that was changed since; its approved values are in `metadata_approved_value`. */
export interface MetadataPendingTable {
  assetId: string
  fieldId: number
  since: ColumnType<Date, never, never>
  /** When the change was sent back, by whom and why; it waits again once it is changed again. */
  returnedAt: Generated<Date | null>
  returnedBy: Generated<string | null>
  returnNote: Generated<string | null>
}
