import { z } from 'zod'
import type { ReferenceIssue } from '~/domain/metadata/reference'
import { isLocale } from '~/platform/language'

export const OPERATIONS = ['set', 'append', 'remove', 'clear', 'replace'] as const
export type OperationName = (typeof OPERATIONS)[number]

const Text = z.string().max(20_000).default('')

/** What becomes of one field of many assets. */
export const Operation = z.strictObject({
  act: z.enum(OPERATIONS),
  /** Key of the field. */
  field: z.string().min(1).max(40),
  /** BCP 47 tag of the texts that change; empty for all languages, and for a field without languages. */
  locale: z
    .string()
    .default('')
    .refine((tag) => tag === '' || isLocale(tag), 'form.invalid'),
  /** What is set, added or removed; of a field with several values one on each line, or separated by commas. */
  value: Text,
  /** What is looked for in texts, and what takes its place; empty to take it out. */
  find: Text,
  replacement: Text,
  matchesCase: z.boolean().default(false),
})
export type Operation = z.output<typeof Operation>

/** Applies a template to many assets. */
export const TemplateOperation = z.strictObject({ act: z.literal('template'), template: z.uuid() })

export const EDIT_STATES = ['planned', 'running', 'done', 'stopped', 'failed'] as const
export type EditState = (typeof EDIT_STATES)[number]

/** A row or a cell of a spreadsheet that changes nothing, and why: a key of the `spreadsheets` locale file. */
export interface SheetProblem {
  row: number
  column: string
  text: string
  code: string
}

/** A change of many assets, with how far it is. */
export interface BulkEdit {
  id: string
  /** Null for a template, for a spreadsheet, and for one that takes back another. */
  operation: Operation | null
  /** Name of the spreadsheet whose rows are the changes. */
  sheetName: string | null
  /** The template that it applies. */
  templateId: string | null
  templateName: string | null
  /** Cells of the spreadsheet that change nothing. */
  problems: SheetProblem[]
  state: EditState
  personId: string | null
  personName: string | null
  createdAt: Date
  startedAt: Date | null
  endedAt: Date | null
  /** The one that it takes back, and the one that takes it back. */
  undoesId: string | null
  undoneById: string | null
}

/** For how long a change of many assets can be taken back, in days. */
export const UNDO_DAYS = 30

/** Why an asset was refused; keys of the `bulk-edits` locale file. */
export const REFUSED_BECAUSE = [
  ...([
    'unknown',
    'other_kind',
    'required',
    'too_long',
    'invalid',
    'no_term',
    'no_person',
    'no_asset',
    'ambiguous',
    'too_many',
    'changed_since',
    'internal',
  ] as const),
] as const
export type RefusedBecause = (typeof REFUSED_BECAUSE)[number]

/** Why a name is refused that stands for nothing, or for more than one. */
export type RefusedName = 'no_term' | 'no_person' | 'no_asset' | 'ambiguous'

export const refusedName = (issue: ReferenceIssue): RefusedName => NAMES[issue]

export const isRefusedName = (refused: RefusedBecause | undefined): refused is RefusedName =>
  Object.values(NAMES).some((name) => name === refused)

const NAMES = {
  'metadata.no_such_term': 'no_term',
  'metadata.no_such_person': 'no_person',
  'metadata.person_ambiguous': 'ambiguous',
  'metadata.no_such_asset': 'no_asset',
  'metadata.asset_ambiguous': 'ambiguous',
} as const satisfies Record<ReferenceIssue, RefusedName>

export type Outcome = 'changed' | 'unchanged' | RefusedBecause
