import type { z } from 'zod'
import type { Actor } from '~/domain/audit/audit'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import { type FieldInputs, inputChanges } from '~/domain/metadata/field-input'
import { fieldsOfAsset } from '~/domain/metadata/fields.queries.server'
import { keywordsToWrite } from '~/domain/metadata/keywords.queries.server'
import { referenceChanges } from '~/domain/metadata/resolve-references.commands.server'
import { keywordChange, textChanges } from '~/domain/metadata/value'
import { setValues } from '~/domain/metadata/values.commands.server'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { LOCALES, type Localized } from '~/platform/language'
import { lockById } from '~/platform/lock.server'
import type { AssetTexts } from './asset'
import type { StatedMetadata } from './stated-metadata'

/** Texts and keywords, and with `fields` also the values of every other field that the asset has, by its key. */
type Described = z.output<typeof AssetTexts> & {
  fields?: FieldInputs
  /** In which keywords were typed. */
  locale?: string
}

/**
 * Sets the texts of an asset in every language of the product; an empty text removes that language. Keywords are names of terms
 * in any language, first in `locale`. Throws `asset.unknown`, `form.required`, `form.invalid`, and what `referenceChanges` throws.
 */
export async function describeAsset(db: Db, by: Person, assetId: string, input: Described): Promise<void> {
  await inTransaction(db, async (trx) => {
    const asset = await lockById(
      trx.selectFrom('asset').select(['id', 'sourceLocale']).where('deletedAt', 'is', null),
      assetId,
    )
    if (!asset) throw new DomainError('asset.unknown')
    const { title, description, altText, usageTerms, fields } = input
    const name = Object.values(title).find((text) => text)
    if (!name) throw new DomainError('form.required', { field: 'title.en' })
    const texts = {
      ...{ title: inAll(title), description: inAll(description) },
      ...{ alt_text: inAll(altText), usage_terms: inAll(usageTerms) },
    }
    const custom = fields ? (await fieldsOfAsset(trx, assetId)).filter(({ isBuiltIn }) => !isBuiltIn) : []
    const others = [
      ...inputChanges(assetId, custom, fields ?? {}),
      ...(await referenceChanges(trx, asset, custom, fields ?? {})),
    ]
    const keywords = await keywordsToWrite(trx, assetId, { typed: input.keywords, locale: input.locale })
    await setValues(trx, actorOf(by), [...textChanges(assetId, texts), keywordChange(assetId, keywords), ...others])
    await record(trx, actorOf(by), 'asset.described', { kind: 'asset', id: assetId, name })
  })
}

const inAll = (texts: Localized): Localized =>
  Object.fromEntries(LOCALES.map((locale) => [locale, texts[locale] ?? '']))

/** Sets the given texts and keywords of an asset and keeps the others. */
export async function setTexts(
  trx: Tx,
  by: Actor,
  assetId: string,
  { texts = {}, keywords }: Pick<StatedMetadata, 'texts' | 'keywords'>,
): Promise<void> {
  const given = textChanges(assetId, texts).filter(({ values }) => values.length > 0)
  await setValues(trx, by, keywords ? [...given, keywordChange(assetId, keywords)] : given)
  await record(trx, by, 'asset.described', { kind: 'asset', id: assetId })
}
