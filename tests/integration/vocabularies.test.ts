import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import { describeAsset } from '~/domain/assets/asset-texts.commands.server'
import { listAuditEvents } from '~/domain/audit/audit-log.queries.server'
import { assetDetails } from '~/domain/delivery/public-assets.queries.server'
import { NewField } from '~/domain/metadata/field-settings'
import { createField } from '~/domain/metadata/fields.commands.server'
import { findField } from '~/domain/metadata/fields.queries.server'
import { staffFields } from '~/domain/metadata/staff-fields.queries.server'
import {
  changeTerm,
  createTerm,
  createVocabulary,
  deprecateTerm,
  mergeTerm,
} from '~/domain/metadata/terms.commands.server'
import { valuesOf } from '~/domain/metadata/values.queries.server'
import { choicesOf, findVocabulary, termsOf } from '~/domain/metadata/vocabularies.queries.server'
import { TermSettings } from '~/domain/metadata/vocabulary'
import { approveValues } from '~/domain/review/approve-values.commands.server'
import { required } from '~/platform/required'

let world: World
let made = 0
let key: string
let region: { assetId: string; versionId: string }
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

/** A vocabulary of its own for each test, with fields of one and of several terms. */
beforeEach(async () => {
  key = `places_${made++}`
  region = await world.photo('draft')
})
const open = async (isOpen = false) => {
  await createVocabulary(world.db, world.mara, { key, isOpen, labels: { en: 'Places' } })
  for (const type of ['term', 'terms'])
    await createField(
      world.db,
      world.mara,
      NewField.parse({
        ...{ key: `${key}_${type}`, type, vocabulary: key, labels: { en: type } },
        ...{ help: {}, group: 'description', isPublic: true },
      }),
    )
}
const term = (labels: object, more: object = {}) =>
  createTerm(world.db, world.mara, key, TermSettings.parse({ labels, synonyms: {}, ...more }))
const describeWith = (fields: object, assetId = region.assetId) => {
  const texts = { title: { en: 'Ridge' }, altText: { en: 'A ridge' }, description: {}, usageTerms: {}, keywords: [] }
  return describeAsset(world.db, world.iker, assetId, { ...texts, fields: { ...fields } })
}
const idsIn = async (fieldKey: string, assetId = region.assetId) => {
  const { id } = required(await findField(world.db, fieldKey), 'field')
  return (await valuesOf(world.db, [assetId], { fields: [id] })).get(assetId)?.map(({ termId }) => termId)
}
const vocabulary = async () => required(await findVocabulary(world.db, key), 'vocabulary')

describe('values that are terms', () => {
  test('are found by a name or synonym in any language, in any case, and by an id', async () => {
    await open()
    const mountains = await term({ en: 'Mountains', eu: 'Mendiak' }, { synonyms: { es: 'Sierra, Montes' } })
    const sea = await term({ en: 'Sea' })
    await describeWith({ [`${key}_terms`]: ['mendiak;  SIERRA ', `#${sea}`], [`${key}_term`]: 'Montes' })
    expect(await idsIn(`${key}_terms`)).toEqual([mountains, sea])
    expect(await idsIn(`${key}_term`)).toEqual([mountains])
    const { fields } = await assetDetails(world.db, region, 'eu')
    expect(fields.find((field) => field.key === `${key}_terms`)?.values).toEqual([
      { text: 'Mendiak', locale: 'eu' },
      { text: 'Sea', locale: 'en' },
    ])
    expect(await staffFields(world.db, { assetId: region.assetId, kind: 'photo', locale: 'en' })).toMatchObject([
      { values: [{ text: 'Mountains' }] },
      { values: [{ text: 'Mountains' }, { text: 'Sea' }] },
    ])
  })

  test('are refused beside the field when a closed vocabulary does not have them', async () => {
    await open()
    const foreign = { [`${key}_terms`]: ['Desert'] }
    await expect(describeWith(foreign)).rejects.toMatchObject({
      ...{ code: 'metadata.no_such_term', facts: { field: `fields.${key}_terms`, name: 'Desert' } },
    })
    await expect(describeWith({ [`${key}_term`]: '#999999' })).rejects.toMatchObject({ code: 'metadata.no_such_term' })
  })

  test('become terms of an open vocabulary, once', async () => {
    await open(true)
    const other = await world.photo('draft')
    await Promise.all([
      describeWith({ [`${key}_terms`]: ['Larch; Beech'] }),
      describeWith({ [`${key}_terms`]: ['beech; larch'] }, other.assetId),
    ])
    const terms = await termsOf(world.db, (await vocabulary()).id)
    expect(terms.map(({ labels }) => labels.en?.toLowerCase()).sort()).toEqual(['beech', 'larch'])
    expect(terms.map(({ used }) => used)).toEqual([2, 2])
  })
})

describe('a term', () => {
  test('that is merged leaves its values and names to the other, and its id leads there', async () => {
    await open()
    const [peak, summit] = [await term({ en: 'Peak', de: 'Spitze' }), await term({ en: 'Summit' })]
    const below = await term({ en: 'Snowy peak' }, { parentId: peak })
    const both = await world.photo('draft')
    await describeWith({ [`${key}_terms`]: ['Peak'] })
    await describeWith({ [`${key}_terms`]: ['Peak; Summit'] }, both.assetId)
    await mergeTerm(world.db, world.mara, key, { id: peak, intoId: summit })
    expect(await idsIn(`${key}_terms`)).toEqual([summit])
    expect(await idsIn(`${key}_terms`, both.assetId)).toEqual([summit])
    const terms = await termsOf(world.db, (await vocabulary()).id)
    expect(terms).toMatchObject([
      { id: summit, synonyms: { en: ['Peak'], de: ['Spitze'] }, used: 2 },
      { id: below, parentId: summit },
    ])
    await describeWith({ [`${key}_terms`]: ['spitze'], [`${key}_term`]: `#${peak}` })
    expect([await idsIn(`${key}_terms`), await idsIn(`${key}_term`)]).toEqual([[summit], [summit]])
    const [event] = await listAuditEvents(world.db, { type: 'metadata.term_merged' })
    expect(event?.facts).toMatchObject({ term: 'Peak', into: 'Summit' })
  })

  test('that is merged is shown once to outsiders, who see approved values while others wait', async () => {
    await open()
    const [peak, summit] = [await term({ en: 'Peak' }), await term({ en: 'Summit' })]
    await term({ en: 'Sea' })
    const asset = await world.photo()
    await describeWith({ [`${key}_terms`]: ['Peak; Summit'] }, asset.assetId)
    await approveValues(world.db, world.mara, asset.assetId)
    await describeWith({ [`${key}_terms`]: ['Sea'] }, asset.assetId)
    await mergeTerm(world.db, world.mara, key, { id: peak, intoId: summit })
    const { fields } = await assetDetails(world.db, asset, 'en')
    expect(fields.find((field) => field.key === `${key}_terms`)?.values).toEqual([{ text: 'Summit', locale: 'en' }])
  })

  test('is merged one way when two people merge two terms into each other at once', async () => {
    await open()
    const [one, other] = [await term({ en: 'One' }), await term({ en: 'Other' })]
    const ends = await Promise.allSettled([
      mergeTerm(world.db, world.mara, key, { id: one, intoId: other }),
      mergeTerm(world.db, world.mara, key, { id: other, intoId: one }),
    ])
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await termsOf(world.db, (await vocabulary()).id)).toHaveLength(1)
  })

  test('is not put below itself, and not merged into what is below it', async () => {
    await open()
    const top = await term({ en: 'Top' })
    const middle = await term({ en: 'Middle' }, { parentId: top })
    const settings = TermSettings.parse({ labels: { en: 'Top' }, synonyms: {}, parentId: middle })
    const wrong = { code: 'metadata.term_parent' }
    await expect(changeTerm(world.db, world.mara, key, { ...settings, id: top })).rejects.toMatchObject(wrong)
    await expect(mergeTerm(world.db, world.mara, key, { id: top, intoId: middle })).rejects.toMatchObject(wrong)
    await mergeTerm(world.db, world.mara, key, { id: middle, intoId: top })
  })

  test('that is deprecated is offered only where it is held', async () => {
    await open()
    const old = await term({ en: 'Old' })
    const now = await term({ en: 'New' })
    await describeWith({ [`${key}_term`]: 'Old' })
    await deprecateTerm(world.db, world.mara, key, { id: old, isDeprecated: true })
    const { id } = await vocabulary()
    expect((await choicesOf(world.db, id, []))?.map((each) => each.id)).toEqual([now])
    expect((await choicesOf(world.db, id, [old]))?.map((each) => each.id)).toEqual([old, now])
    expect(await idsIn(`${key}_term`)).toEqual([old])
  })

  test('that is renamed is found by its new name and not by the former', async () => {
    await open()
    const id = await term({ en: 'Hut' })
    await changeTerm(world.db, world.mara, key, {
      ...TermSettings.parse({ labels: { en: 'Refuge' }, synonyms: {} }),
      id,
    })
    await describeWith({ [`${key}_term`]: 'refuge' })
    await expect(describeWith({ [`${key}_term`]: 'hut' })).rejects.toMatchObject({ code: 'metadata.no_such_term' })
  })
})
