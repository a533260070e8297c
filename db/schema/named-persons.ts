import type { ColumnType, Generated } from 'kysely'

/** Somebody whom metadata names: a photographer, a model, a person shown. */
export interface NamedPersonTable {
  id: ColumnType<number, never, never>
  name: string
  otherNames: Generated<string[]>
  /** In what capacities metadata names them. */
  capacities: Generated<string[]>
  /** What is proposed as the credit line of their works. */
  creditLine: string | null
  /** Address of ORCID, ISNI or another register, as IPTC has it. */
  identifier: string | null
  /** For staff only, as the notes. */
  email: string | null
  notes: string | null
  /** The person that it became. */
  mergedInto: Generated<number | null>
  /** Since when they are not offered any more; where they are named, they stay. */
  archivedAt: Generated<Date | null>
  createdAt: ColumnType<Date, never, never>
}

/** A name of a person in lower case, and without accents. */
export interface NamedPersonNameTable {
  namedPersonId: number
  name: string
  folded: string
  /** Whether it is the name, and not another one. */
  isOwn: boolean
}
