import type { Actor } from '~/domain/audit/audit'
import { FIELD_ID } from '~/domain/metadata/built-in'
import { inputChanges } from '~/domain/metadata/field-input'
import { listFields } from '~/domain/metadata/fields.queries.server'
import { keywordsToWrite } from '~/domain/metadata/keywords.queries.server'
import { referenceChanges } from '~/domain/metadata/resolve-references.commands.server'
import { keywordChange } from '~/domain/metadata/value'
import { setValues } from '~/domain/metadata/values.commands.server'
import type { Tx } from '~/platform/db.server'
import { type GuestTexts, inputsOfTexts } from './guest-texts'

interface Filled {
  assetId: string
  briefId: string
  texts: GuestTexts
  /** The language that the guest wrote in. */
  locale: string
}

/** Writes what a guest filled in as values of the asset that the file has become; what is empty leaves what the file says. */
export async function writeGuestTexts(trx: Tx, by: Actor, { assetId, briefId, texts, locale }: Filled): Promise<void> {
  const asked = await trx.selectFrom('briefField').select('fieldId').where('briefId', '=', briefId).execute()
  const ids = new Set(asked.map(({ fieldId }) => fieldId))
  const fields = (await listFields(trx)).filter(({ id, key, retiredAt }) => ids.has(id) && !retiredAt && texts[key])
  if (fields.length === 0) return
  const inputs = inputsOfTexts(fields, texts, locale)
  const others = fields.filter(({ id }) => id !== FIELD_ID.keywords)
  const changes = [
    ...inputChanges(assetId, others, inputs).filter(({ values }) => values.length > 0),
    ...(await referenceChanges(trx, { id: assetId, sourceLocale: locale }, others, inputs)),
  ]
  const keywords = fields.length > others.length ? inputs.keywords : undefined
  if (Array.isArray(keywords))
    changes.push(keywordChange(assetId, await keywordsToWrite(trx, assetId, { typed: keywords, locale })))
  await setValues(trx, by, changes)
}
