import type { Viewer } from '~/domain/access/access'
import { authorize } from '~/domain/access/authorize.server'
import { record } from '~/domain/audit/audit-log.commands.server'
import { kindsOf } from '~/domain/bulk/kinds.queries.server'
import { givenValues, MOST_VALUES } from '~/domain/bulk/operate'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import { FIELD_ID, keywordsOf } from '~/domain/metadata/built-in'
import { checkValue } from '~/domain/metadata/check-value'
import { appliesTo, type MetadataField, mostLengthOf } from '~/domain/metadata/field'
import { isList } from '~/domain/metadata/field-input'
import { findField } from '~/domain/metadata/fields.queries.server'
import { keywordsToWrite } from '~/domain/metadata/keywords.queries.server'
import { isReference } from '~/domain/metadata/reference'
import { referenceChanges } from '~/domain/metadata/resolve-references.commands.server'
import { leavesNone, type MetadataValue, type ValueChange, valuesAt } from '~/domain/metadata/value'
import { historyOfValues } from '~/domain/metadata/value-history.queries.server'
import { lockAssets, setValues } from '~/domain/metadata/values.commands.server'
import { valuesOf } from '~/domain/metadata/values.queries.server'
import { type Db, dbNow, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import type { CellInput, RowCells } from './cell'
import { cellTexts } from './cell-texts.queries.server'
import { cellsOf } from './cells.queries.server'

/** What the cell has now, which is not what it had when it was opened, and who changed it. */
export interface CellConflict {
  text: string
  by: string | undefined
}

export type SetCell = { row: RowCells; conflict?: undefined } | { conflict: CellConflict; row?: undefined }

/**
 * Sets one cell, unless somebody else changed it since it was opened: then it stays, and what it has is returned. Sent again
 * after a lost answer, it changes nothing. `locale` is the language of the terms' names. Throws `asset.unknown`,
 * `cell.field_gone`, and beside `text` `cell.other_kind`, `form.required`, a `ReferenceIssue` or why the text is no value.
 */
export async function setCell(
  db: Db,
  { person, viewer }: { person: Person; viewer: Viewer },
  input: CellInput,
  locale: string,
): Promise<SetCell> {
  const { asset: assetId, field: key, locale: language, before, text } = input
  return inTransaction(db, async (trx) => {
    const [asset] = await lockAssets(trx, [assetId])
    const now = await dbNow(trx)
    const kind = (await kindsOf(trx, [assetId])).get(assetId)
    const decisionOn = await authorize(trx, viewer, [assetId], now)
    if (!asset || kind === undefined || !decisionOn('see', assetId)?.allowed) throw new DomainError('asset.unknown')
    const field = await findField(trx, key)
    if (!field || field.retiredAt || field.isLocalizable !== (language !== ''))
      throw new DomainError('cell.field_gone', { field: 'text' })
    if (!appliesTo(field, kind)) throw new DomainError('cell.other_kind', { field: 'text' })
    const stored = (await valuesOf(trx, [assetId], { fields: [field.id] })).get(assetId) ?? []
    const at = valuesAt(stored, { fieldId: field.id, locale: language })
    const current = (await cellTexts(trx, [at], locale))(field.id, at)
    const shown = current.replace(/\r\n?/g, '\n')
    if (shown !== before && shown !== text.trim())
      return { conflict: { text: current, by: await lastWriter(trx, assetId, field.id, language) } }
    const change = await changeTo(trx, { asset, field, language, text, locale, stored })
    const made = await setValues(trx, actorOf(person), [change])
    if (made.length > 0) await record(trx, actorOf(person), 'asset.described', { kind: 'asset', id: assetId })
    const rows = await cellsOf({ db: trx, viewer, now }, [assetId], [{ field: key, locale: language }], locale)
    const row = rows[assetId]
    if (!row) throw new DomainError('asset.unknown')
    return { row }
  })
}

interface Asked {
  asset: { id: string; sourceLocale: string }
  field: MetadataField
  language: string
  text: string
  /** The language in which names are typed. */
  locale: string
  stored: readonly MetadataValue[]
}

async function changeTo(trx: Tx, { stored, field, ...asked }: Asked): Promise<ValueChange> {
  const change = await valuesFor(trx, { field, ...asked })
  if (change.values.length > MOST_VALUES)
    throw new DomainError('form.too_big_array', { field: 'text', maximum: MOST_VALUES })
  if (field.isRequired && leavesNone(stored, [change])) throw new DomainError('form.required', { field: 'text' })
  return change
}

async function valuesFor(
  trx: Tx,
  { asset, field, language, text, locale }: Omit<Asked, 'stored'>,
): Promise<ValueChange & { locale: string }> {
  const change = { assetId: asset.id, fieldId: field.id, locale: language }
  if (isReference(field.type)) {
    const [found] = await referenceChanges(trx, asset, [field], { [field.key]: text }).catch(besideText)
    return { ...change, values: found?.values ?? [] }
  }
  const { values, refused } = givenValues({ act: 'set', value: text }, field)
  if (refused === 'too_long')
    throw new DomainError('form.too_big_string', { field: 'text', maximum: mostLengthOf(field) })
  if (refused) throw new DomainError(issueOf(field, text), { field: 'text' })
  if (field.id !== FIELD_ID.keywords) return { ...change, values }
  const typed = values.flatMap((value) => value.text ?? [])
  const keywords = await keywordsToWrite(trx, asset.id, { typed, locale }).catch(besideText)
  return { ...change, values: keywords.map((word) => ({ text: word })) }
}

/** A name that stands for nothing is told beside the cell. */
const besideText = (error: unknown): never => {
  if (error instanceof DomainError && error.facts.field !== undefined)
    throw new DomainError(error.code, { ...error.facts, field: 'text' }, { cause: error })
  throw error
}

const issueOf = (field: MetadataField, text: string) => {
  const texts = isList(field) ? keywordsOf(text) : [text.trim()]
  return texts.map((each) => checkValue(field, each).issue).find((issue) => issue !== undefined) ?? 'form.invalid'
}

async function lastWriter(trx: Tx, assetId: string, fieldId: number, locale: string): Promise<string | undefined> {
  const lines = await historyOfValues(trx, assetId, { limit: 50 })
  return lines.find((line) => line.fieldId === fieldId && line.locale === locale)?.actorName
}
