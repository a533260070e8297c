import { sql } from 'kysely'
import type { Tx } from '~/platform/db.server'
import { normalValue } from '~/platform/fold'
import type { PlannedTerm } from './planned-terms'
import { namesOf } from './vocabulary'

/** Terms that are written in one statement. */
const PART = 2000

/**
 * Writes what becomes of the concepts of a file into a vocabulary; those that are refused or stay as they are change nothing.
 * Needs the lock of the vocabulary, under which they were planned.
 */
export async function applyTerms(trx: Tx, vocabularyId: number, planned: readonly PlannedTerm[]): Promise<void> {
  const ids = await idsFor(trx, planned)
  const rowOf = (each: PlannedTerm, at: number) => {
    const { parent, names, matches, isDeprecated, concept, term } = each
    const parentId = parent === null ? null : 'id' in parent ? parent.id : (ids[parent.at] ?? null)
    const isNamed = concept.iri !== undefined && !concept.iri.startsWith('_:')
    return {
      ...{
        id: ids[at] ?? 0,
        parent_id: parentId,
        labels: names.labels,
        synonyms: names.synonyms,
        hidden: names.hidden,
      },
      ...{ matches, is_deprecated: isDeprecated, iri: term || !isNamed ? null : concept.iri },
      ...{ names: namesOf(names).map((name) => ({ name, normal: normalValue(name) })), is_new: !term },
    }
  }
  const rows = planned.flatMap((each, at) => (each.acts.length > 0 ? [rowOf(each, at)] : []))
  // Parents first: they may be rows of a later part.
  for (const part of parts(rows.filter((row) => row.is_new))) await insertTerms(trx, vocabularyId, part)
  for (const part of parts(rows)) await updateTerms(trx, vocabularyId, part)
}

type Row = Record<string, unknown> & { is_new: boolean }

function parts(rows: Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / PART) }, (_, n) => rows.slice(n * PART, (n + 1) * PART))
}

/** Returns the ids of the terms by their places; new ones are taken from the sequence. */
async function idsFor(trx: Tx, planned: readonly PlannedTerm[]): Promise<number[]> {
  const added = planned.filter(({ acts }) => acts.includes('add')).length
  const { rows } = await sql<{ id: number }>`select nextval(pg_get_serial_sequence('vocabulary_term', 'id'))::int as id
    from generate_series(1, ${added})`.execute(trx)
  let next = 0
  return planned.map(({ term, acts }) => term?.id ?? (acts.includes('add') ? (rows[next++]?.id ?? 0) : 0))
}

const recordset = (rows: Row[]) => sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(id integer,
  parent_id integer, labels jsonb, synonyms jsonb, hidden jsonb, matches jsonb, is_deprecated boolean, iri text, names jsonb)`

async function insertTerms(trx: Tx, vocabularyId: number, rows: Row[]): Promise<void> {
  await sql`insert into vocabulary_term (id, vocabulary_id, labels, iri) overriding system value
    select id, ${vocabularyId}, labels, coalesce(iri, 'urn:uuid:' || gen_random_uuid()) from ${recordset(rows)}`.execute(
    trx,
  )
}

async function updateTerms(trx: Tx, vocabularyId: number, rows: Row[]): Promise<void> {
  await sql`update vocabulary_term t set parent_id = given.parent_id, labels = given.labels, synonyms = given.synonyms,
      hidden = given.hidden, matches = array(select jsonb_array_elements_text(given.matches)),
      deprecated_at = case when given.is_deprecated then coalesce(t.deprecated_at, now()) end
    from ${recordset(rows)} where t.id = given.id`.execute(trx)
  await sql`delete from vocabulary_name n using ${recordset(rows)} where n.term_id = given.id`.execute(trx)
  await sql`insert into vocabulary_name (vocabulary_id, name, term_id, normal)
    select ${vocabularyId}, named.name, given.id, named.normal from ${recordset(rows)},
      jsonb_to_recordset(given.names) as named(name text, normal text)`.execute(trx)
}
