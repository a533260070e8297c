import { sql } from 'kysely'
import { shadeOf } from '~/domain/appearances/colour-code'
import { coloursOf } from '~/domain/appearances/stored-look'
import { editRecipeOf } from '~/domain/assets/current-edit.server'
import { isShownVersion } from '~/domain/assets/shown-versions.server'
import { FIELD_ID } from '~/domain/metadata/built-in'
import { type KeywordMeanings, type KeywordTerm, termMeant } from '~/domain/metadata/keywords'
import { keywordMeanings } from '~/domain/metadata/keywords.queries.server'
import { namesOfPersons } from '~/domain/metadata/named-person-names.queries.server'
import type { MetadataValue } from '~/domain/metadata/value'
import { valuesOf } from '~/domain/metadata/values.queries.server'
import type { Synonyms } from '~/domain/metadata/vocabulary'
import { countryName } from '~/platform/countries'
import type { Db } from '~/platform/db.server'
import { editedSize } from '~/platform/images/edit-geometry'
import { LOCALES, type Localized, pickText } from '~/platform/language'
import { namesOfColours } from './colours'
import { customFacets, customFields, termLines } from './custom/facets-of-asset.queries.server'
import { type DocumentSource, type Facet, type IndexedText, TERM_TOKEN, type Weight } from './document'
import { type FileContents, objectsToRead } from './file-contents.server'
import { fold } from './pieces'

/** Reads what a version's file contains, of objects by their keys. */
export type ReadContents = (objects: ReturnType<typeof objectsToRead>) => Promise<FileContents>

/**
 * Returns what assets are found by: for staff in their current version, for outsiders in each version that may leave. Where the
 * texts of an asset come from is said here and nowhere else.
 */
export async function documentSources(
  db: Db,
  read: ReadContents,
  assetIds: readonly string[],
): Promise<DocumentSource[]> {
  const versions = await versionsOf(db, assetIds)
  const [searched, fields] = [await searchedFields(db), await customFields(db)]
  const [all, outward] = [await valuesOf(db, assetIds), await valuesOf(db, assetIds, { isPublic: true })]
  const [terms, persons] = [await namesOfTerms(db, all), await namesOfNamed(db, all)]
  const lines = await termLines(db, all)
  const meanings = await keywordMeanings(db, [...keywordsIn(all), ...keywordsIn(outward)])
  const [sources, folders] = [grouped(await sourceNamesOf(db, assetIds)), await folderNames(db, versions)]
  const documents: DocumentSource[] = []
  for (const version of versions) {
    const { assetId, folderId } = version
    const valuesIn = (from: typeof all) => {
      const values = (from.get(assetId) ?? []).filter(({ fieldId }) => searched.has(fieldId))
      return from === outward && !meanings.isOpen ? values.filter((value) => !isWord(value, meanings)) : values
    }
    const found = (from: typeof all): Pick<Found, 'values' | 'names' | 'meant'> => {
      const values = valuesIn(from)
      const meant = termsMeant(values, meanings)
      const ofFields = values.flatMap(({ termId, namedPersonId, place }) => [
        ...(terms.get(termId ?? 0) ?? []),
        ...(persons.get(namedPersonId ?? 0) ?? []),
        ...namesOfCountry(place?.country),
      ])
      return { values, meant, names: [...ofFields, ...[...meant.values()].flatMap(namesOfTerm)] }
    }
    const custom = (from: typeof all) => customFacets(version.kind, { fields, lines }, from.get(assetId) ?? [])
    const more = { sources: sources.get(assetId) ?? [], folder: folderId ? folders.get(folderId) : undefined }
    const contents = await read(objectsToRead(version))
    if (version.isCurrent)
      documents.push(withFacets(inside(version, { ...found(all), ...more }, contents), custom(all)))
    if (version.mayLeave) documents.push(withFacets(outside(version, found(outward), contents), custom(outward)))
  }
  return documents
}

const withFacets = (document: DocumentSource, facets: Facet[]): DocumentSource => ({
  ...document,
  facets: [...document.facets, ...facets],
})

type Version = Awaited<ReturnType<typeof versionsOf>>[number]

interface Found {
  values: MetadataValue[]
  /** Names of terms, persons and countries. */
  names: IndexedText[]
  /** The terms that keywords mean, by keyword. */
  meant: ReadonlyMap<string, KeywordTerm>
  /** Names and paths of its uploads. */
  sources: { fileName: string; path: string | null }[]
  folder: string | undefined
}

/** For staff: every value in every state, all names and paths, folders, and the text of the document. */
function inside(version: Version, found: Found, contents: FileContents): DocumentSource {
  const { values, names, sources, folder } = found
  const paths = [version.sourcePath, ...sources.flatMap(({ fileName, path }) => [fileName, path])]
  const texts: IndexedText[] = [
    ...textsOf(version, values),
    ...names,
    ...named('B', [...new Set([version.fileName, ...paths])]),
    ...named('C', [folder, contents.text]),
  ]
  return { ...factsOf(version, found, contents), isPublic: false, texts }
}

/** For outsiders: what their pages show of the version, and the name of its file. */
function outside(
  version: Version,
  found: Pick<Found, 'values' | 'names' | 'meant'>,
  contents: FileContents,
): DocumentSource {
  const { values, names } = found
  const texts = [...textsOf(version, values), ...names, ...named('B', [version.fileName])]
  return { ...factsOf(version, found, contents), isPublic: true, texts }
}

function factsOf(version: Version, { values, meant }: Pick<Found, 'values' | 'meant'>, contents: FileContents) {
  const titles = Object.fromEntries(
    values.filter(({ fieldId }) => fieldId === FIELD_ID.title).map(({ locale, text }) => [locale, text]),
  )
  const name = pickText(titles, version.sourceLocale, version.sourceLocale)?.value ?? version.fileName
  const size = shownSize(version)
  return {
    ...{ assetId: version.assetId, versionId: version.versionId, createdAt: version.createdAt },
    ...{ name: fold(name).slice(0, 200), pageCount: version.pageCount, byteSize: version.byteSize, ...size },
    durationMs: contents.durationMs ?? null,
    facets: [...facetsOf(version, values, size), ...keywordFacets(values, meant)],
  }
}

function facetsOf(version: Version, values: MetadataValue[], { width, height }: ReturnType<typeof shownSize>): Facet[] {
  const facets: Facet[] = [
    { field: 'kind', value: version.kind },
    { field: 'format', value: version.extension },
    { field: 'year', value: String(version.createdAt.getUTCFullYear()) },
    ...valuesFor(values, FIELD_ID.creator).map((value): Facet => ({ field: 'creator', value })),
    ...namesOfColours(coloursOf(version)).map((value): Facet => ({ field: 'colour', value })),
    ...coloursOf(version).map(({ lab }): Facet => ({ field: 'shade', value: shadeOf(lab) })),
  ]
  if (width && height)
    facets.push({ field: 'orientation', value: width > height ? 'landscape' : width < height ? 'portrait' : 'square' })
  return facets
}

/** A term counts once, however often the asset has it under other names. */
const keywordFacets = (values: MetadataValue[], meant: Found['meant']): Facet[] =>
  valuesFor(values, FIELD_ID.keywords).map((word): Facet => {
    const term = meant.get(word)
    return term ? { field: TERM_TOKEN, value: String(term.id) } : { field: 'keyword', value: word }
  })

const keywordsIn = (values: Map<string, MetadataValue[]>): string[] =>
  [...values.values()].flatMap((each) => valuesFor(each, FIELD_ID.keywords))

const termsMeant = (values: MetadataValue[], meanings: KeywordMeanings): Map<string, KeywordTerm> =>
  new Map(
    valuesFor(values, FIELD_ID.keywords).flatMap((word): [string, KeywordTerm][] => {
      const term = termMeant(meanings, word)
      return term ? [[word, term]] : []
    }),
  )

const isWord = ({ fieldId, text }: MetadataValue, meanings: KeywordMeanings): boolean =>
  fieldId === FIELD_ID.keywords && termMeant(meanings, text ?? '') === undefined

const valuesFor = (values: MetadataValue[], field: number): string[] =>
  values.flatMap(({ fieldId, text }) => (fieldId === field && text ? [text] : []))

function shownSize({ width, height, edit }: Version): { width: number | null; height: number | null } {
  return edit && width && height ? editedSize(edit, { width, height }) : { width, height }
}

/** Values without a language are asked for by their stems in the language of the asset. */
const textsOf = ({ sourceLocale }: Version, values: MetadataValue[]): IndexedText[] =>
  values.flatMap(({ fieldId, text, locale }) =>
    text ? [{ weight: WEIGHTS[fieldId] ?? 'C', text, locale: locale || sourceLocale }] : [],
  )

const WEIGHTS: Record<number, Weight> = {
  ...{ [FIELD_ID.title]: 'A', [FIELD_ID.keywords]: 'B', [FIELD_ID.creator]: 'B', [FIELD_ID.credit_line]: 'B' },
}

const named = (weight: 'B' | 'C', values: (string | null | undefined)[]): IndexedText[] =>
  values.flatMap((text) => (text ? [{ weight, text, locale: null }] : []))

/** The versions that anyone sees: the current one, the approved one, and those that are pinned. */
const versionsOf = (db: Db, assetIds: readonly string[]) =>
  db
    .selectFrom('asset')
    .innerJoin('assetVersion as version', (join) => join.on(isShownVersion))
    .innerJoin('storedObject as object', 'object.sha256', 'version.sha256')
    .leftJoin('rendition as contents', (join) =>
      join
        .onRef('contents.versionId', '=', 'version.id')
        .on('contents.preset', '=', 'contents')
        .on('contents.state', '=', 'made'),
    )
    .leftJoin('pictureAppearance as appearance', 'appearance.versionId', 'version.id')
    .where('asset.id', '=', sql<string>`any(${assetIds}::uuid[])`)
    .select(['asset.id as assetId', 'asset.sourceLocale', 'asset.sourcePath', 'asset.createdAt'])
    .select(['asset.folderId', 'version.id as versionId', 'version.fileName', 'version.extension', 'version.kind'])
    .select(['version.width', 'version.height', 'version.pageCount', 'object.byteSize'])
    .select(['contents.objectKey as contentsKey', 'appearance.colours', 'appearance.shares'])
    .select([
      editRecipeOf(sql.ref('version.id')).as('edit'),
      sql<boolean>`version.id = asset.current_version_id`.as('isCurrent'),
      sql<boolean>`(version.id = asset.approved_version_id or version.state = 'approved')`.as('mayLeave'),
      sql<string | null>`(select p.object_key from preset_rendition p where p.version_id = version.id
        and p.state = 'made' and p.settings ->> 'format' = 'txt' order by p.made_at limit 1)`.as('textKey'),
    ])
    .orderBy('version.id')
    .execute()

/** The names and synonyms of terms in every language, by the ids of the terms; of one that was merged, those of the one it became. */
async function namesOfTerms(db: Db, values: Map<string, MetadataValue[]>): Promise<Map<number, IndexedText[]>> {
  const ids = [...new Set([...values.values()].flatMap((each) => each.flatMap(({ termId }) => termId ?? [])))]
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('vocabularyTerm as term')
    .leftJoin('vocabularyTerm as became', 'became.id', 'term.mergedInto')
    .where('term.id', '=', sql<number>`any(${ids}::int[])`)
    .select(['term.id', sql<Localized>`coalesce(became.labels, term.labels)`.as('labels')])
    .select(sql<Synonyms>`coalesce(became.synonyms, term.synonyms)`.as('synonyms'))
    .select(sql<Synonyms>`coalesce(became.hidden, term.hidden)`.as('hidden'))
    .execute()
  return new Map(rows.map((term) => [term.id, namesOfTerm(term)]))
}

/** Every name of a term, in its language. */
function namesOfTerm({ labels, synonyms, hidden }: Pick<KeywordTerm, 'labels' | 'synonyms' | 'hidden'>): IndexedText[] {
  const others = [...Object.entries(synonyms), ...Object.entries(hidden)]
  const named: [locale: string, text: string | undefined][] = [
    ...Object.entries(labels),
    ...others.map(([locale, texts = []]): [string, string] => [locale, texts.join(' ')]),
  ]
  return named.flatMap(([locale, text]): IndexedText[] => (text ? [{ weight: 'B', text, locale }] : []))
}

/** The names of persons, other names too, by their ids. */
async function namesOfNamed(db: Db, values: Map<string, MetadataValue[]>): Promise<Map<number, IndexedText[]>> {
  const ids = new Set([...values.values()].flatMap((each) => each.flatMap(({ namedPersonId }) => namedPersonId ?? [])))
  const persons = await namesOfPersons(db, [...ids])
  return new Map([...persons].map(([id, { name, otherNames }]) => [id, named('B', [name, ...otherNames])]))
}

/** The name of a country in every language of the product. */
const namesOfCountry = (code: string | undefined): IndexedText[] =>
  code ? LOCALES.map((locale): IndexedText => ({ weight: 'C', text: countryName(code, locale), locale: null })) : []

/** Addresses are no words. */
async function searchedFields(db: Db): Promise<Set<number>> {
  const fields = await db
    .selectFrom('metadataField')
    .where('isSearchable', '=', true)
    .where('retiredAt', 'is', null)
    .where('id', '<>', FIELD_ID.licence_url)
    .select('id')
    .execute()
  return new Set(fields.map(({ id }) => id))
}

const MOST_NAMES = 50

async function sourceNamesOf(db: Db, assetIds: readonly string[]) {
  const { rows } = await sql<{ assetId: string; fileName: string; path: string | null }>`
    select asset_id as "assetId", file_name as "fileName", path from (
      select *, row_number() over (partition by asset_id order by id) as place from asset_source
      where asset_id = any(${assetIds}::uuid[])) as source where place <= ${MOST_NAMES} order by asset_id, place`.execute(
    db,
  )
  return rows
}

/** The names of folders and of all above them, by the ids of the folders. */
async function folderNames(db: Db, versions: Version[]): Promise<Map<string, string>> {
  const ids = [...new Set(versions.flatMap(({ folderId }) => folderId ?? []))]
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; names: string }>`with recursive up as (
      select id as start, id, parent_id, name from folder where id = any(${ids}::uuid[])
      union select up.start, f.id, f.parent_id, f.name from folder f join up on f.id = up.parent_id)
    select start as id, string_agg(name, ' ') as names from up group by start`.execute(db)
  return new Map(rows.map(({ id, names }) => [id, names]))
}

function grouped<T extends { assetId: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(row.assetId)
    if (group) group.push(row)
    else groups.set(row.assetId, [row])
  }
  return groups
}
