import { sql } from 'kysely'
import type { AuditType } from '~/domain/audit/audit'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import { mayManageReview } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { newId } from '~/platform/ids.server'
import { MOST_REVIEW_TEMPLATES, type ReviewTemplate, type ReviewTemplateInput, stagesOf } from './review-template'
import { findReviewTemplate, listReviewTemplates, votingPeople } from './review-templates.queries.server'

/**
 * Adds a template as the last before the built-in one, for what is submitted from now on; returns its id. Throws `role.required`,
 * `review_template.too_many` and `review_template.name_taken` beside the name, `form.choice_gone` where somebody may not vote any more.
 */
export const createReviewTemplate = (db: Db, by: Person, input: ReviewTemplateInput): Promise<string> =>
  changing(db, by, async (trx) => {
    const all = await listReviewTemplates(trx)
    if (all.length > MOST_REVIEW_TEMPLATES)
      throw new DomainError('review_template.too_many', { field: 'name', most: MOST_REVIEW_TEMPLATES })
    const id = newId()
    const columns = await columnsOf(trx, id, input, [])
    await trx
      .insertInto('reviewTemplate')
      .values({ id, position: all.length, ...columns })
      .execute()
    await note(trx, by, 'review_template.created', { id, name: input.name })
    return id
  })

/** Changes a template; reviews that run keep what it was. Throws as `createReviewTemplate`, `review_template.unknown`, `review_template.built_in`. */
export const changeReviewTemplate = (db: Db, by: Person, id: string, input: ReviewTemplateInput): Promise<void> =>
  changing(db, by, async (trx) => {
    const before = await requireTemplate(trx, id)
    const columns = await columnsOf(trx, id, input, namedIn(before))
    await trx.updateTable('reviewTemplate').set(columns).where('id', '=', id).execute()
    await note(trx, by, 'review_template.changed', { id, name: input.name })
  })

/** Says whether people may approve their own files where no other template is for them; holds for reviews that run as well. */
export const allowOwnFiles = (db: Db, by: Person, allowsOwn: boolean): Promise<void> =>
  changing(db, by, async (trx) => {
    const changed = await trx
      .updateTable('reviewTemplate')
      .set({ allowsOwn })
      .where('isBuiltIn', '=', true)
      .where('allowsOwn', '<>', allowsOwn)
      .returning('id')
      .executeTakeFirst()
    if (!changed) return
    await trx
      .updateTable('reviewRound')
      .set({ allowsOwn })
      .where('templateName', '=', '')
      .where('endedAt', 'is', null)
      .execute()
    await record(
      trx,
      actorOf(by),
      'review_template.changed',
      { kind: 'review_template', id: changed.id },
      { allowsOwn },
    )
  })

/** Moves a template one place up or down in the order in which they are asked. */
export const moveReviewTemplate = (db: Db, by: Person, id: string, way: 'up' | 'down'): Promise<void> =>
  changing(db, by, async (trx) => {
    const template = await requireTemplate(trx, id)
    const ids = (await listReviewTemplates(trx)).filter(({ isBuiltIn }) => !isBuiltIn).map((each) => each.id)
    const at = ids.indexOf(id)
    const to = at + (way === 'up' ? -1 : 1)
    const other = ids[to]
    if (!other) return
    ;[ids[at], ids[to]] = [other, id]
    await sql`update review_template t set position = o.at from unnest(${ids}::uuid[]) with ordinality as o (id, at)
      where t.id = o.id`.execute(trx)
    await note(trx, by, 'review_template.moved', template)
  })

/** Removes a template; reviews that run by it go on. Throws `role.required`, `review_template.unknown`, `review_template.built_in`. */
export const removeReviewTemplate = (db: Db, by: Person, id: string): Promise<void> =>
  changing(db, by, async (trx) => {
    const template = await requireTemplate(trx, id)
    await trx.deleteFrom('reviewTemplate').where('id', '=', id).execute()
    await note(trx, by, 'review_template.removed', template)
  })

/** One change at a time, so that the order and the names stay whole; submissions go on reading. */
async function changing<T>(db: Db, by: Person, change: (trx: Tx) => Promise<T>): Promise<T> {
  if (!mayManageReview(by)) throw new DomainError('role.required', { role: 'admin' })
  return inTransaction(db, async (trx) => {
    await sql`lock table review_template in share row exclusive mode`.execute(trx)
    return change(trx)
  })
}

async function requireTemplate(trx: Tx, id: string): Promise<ReviewTemplate> {
  const template = await findReviewTemplate(trx, id)
  if (!template) throw new DomainError('review_template.unknown')
  if (template.isBuiltIn) throw new DomainError('review_template.built_in')
  return template
}

const namedIn = ({ stages }: Pick<ReviewTemplate, 'stages'>): string[] =>
  stages.flatMap(({ voters }) =>
    voters.kind === 'people' ? voters.people.flatMap(({ personId, deputyId }) => [personId, deputyId ?? personId]) : [],
  )

/** `kept` are people whom the template names already: they stay, though they may not vote any more. */
async function columnsOf(trx: Tx, id: string, input: ReviewTemplateInput, kept: readonly string[]) {
  const { name, kinds, collectionId, briefId, locale, allowsOwn, showsVotes } = input
  const taken = await trx
    .selectFrom('reviewTemplate')
    .where(sql<boolean>`lower(name) = lower(${name})`)
    .where('id', '<>', id)
    .select('id')
    .executeTakeFirst()
  if (taken) throw new DomainError('review_template.name_taken', { field: 'name' })
  const stages = stagesOf(input)
  const people = await votingPeople(trx)
  for (const [index, stage] of stages.entries())
    if (namedIn({ stages: [stage] }).some((each) => !people.has(each) && !kept.includes(each)))
      throw new DomainError('form.choice_gone', { field: `stages[${index}].people` })
  return {
    ...{ name, allowsOwn, showsVotes, locale: locale ?? null },
    ...{ collectionId: collectionId ?? null, briefId: briefId ?? null },
    kinds: kinds.length > 0 ? sql<string[]>`${[...new Set(kinds)]}::text[]` : null,
    stages: JSON.stringify(stages),
  }
}

const note = (trx: Tx, by: Person, type: AuditType, { id, name }: { id: string; name: string }): Promise<void> =>
  record(trx, actorOf(by), type, { kind: 'review_template', id, name })
