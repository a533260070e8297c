import { sql } from 'kysely'
import type { z } from 'zod'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { newId } from '~/platform/ids.server'
import { lockAndFind } from '~/platform/lock.server'
import type { NewPortal, Portal, PortalSettings } from './portal'
import { takeSlug } from './portal-slugs.commands.server'
import { findPortal } from './portals.queries.server'
import { PortalTheme } from './theme'
import { compileTheme } from './theme-css'

/** Creates an unpublished portal with the default theme; throws `portal.slug_taken`. */
export async function createPortal(
  db: Db,
  by: Person,
  input: z.output<typeof NewPortal>,
  locale: string,
): Promise<string> {
  const theme = PortalTheme.parse({})
  const { css, hash } = compileTheme(theme)
  return inTransaction(db, async (trx) => {
    const id = newId()
    await takeSlug(trx, id, input.slug)
    await trx
      .insertInto('portal')
      .values({
        id,
        slug: input.slug,
        sourceLocale: locale,
        locales: [locale],
        theme: JSON.stringify(theme),
        themeCss: css,
        themeHash: hash,
        createdBy: by.id,
      })
      .execute()
    await trx.insertInto('portalText').values({ portalId: id, field: 'name', locale, value: input.name }).execute()
    await record(trx, actorOf(by), 'portal.created', { kind: 'portal', id, name: input.name })
    return id
  })
}

/**
 * Saves all settings at once; the old slug redirects. Throws `portal.slug_taken`, `portal.text_unreadable` when body text
 * would have a contrast below 4.5:1.
 */
export async function changePortal(db: Db, by: Person, id: string, input: PortalSettings): Promise<void> {
  const { css, hash, report } = compileTheme(input.theme)
  if (!report.publishable) throw new DomainError('portal.text_unreadable', { field: 'theme.text' })
  await inTransaction(db, async (trx) => {
    const portal = await lockPortal(trx, id)
    await takeSlug(trx, id, input.slug, portal.slug)
    const { name, headline, introduction, guidelines, collections, theme, ...columns } = input
    await trx
      .updateTable('portal')
      .set({
        slug: columns.slug,
        locales: columns.locales,
        facets: columns.facets,
        allows: columns.allows,
        includesOriginalOnly: columns.originalOnly === 'include_originals',
        keepsMetadata: columns.keepsMetadata,
        embeds: columns.embeds,
        embedLanguage: columns.embeds === 'all' ? (columns.embedLanguage ?? null) : null,
        logoAssetId: columns.logoAssetId ?? null,
        logoDarkAssetId: columns.logoDarkAssetId ?? null,
        heroAssetId: columns.heroAssetId ?? null,
        contactName: columns.contactName ?? null,
        contactEmail: columns.contactEmail ?? null,
        contactPhone: columns.contactPhone ?? null,
        theme: JSON.stringify(theme),
        themeCss: css,
        themeHash: hash,
        changedAt: sql<Date>`now()`,
      })
      .where('id', '=', id)
      .execute()
    await writeTexts(trx, id, { name, headline, introduction, guidelines })
    await writeCollections(trx, id, collections)
    const { allows, originalOnly, keepsMetadata, embeds } = columns
    await record(trx, actorOf(by), 'portal.changed', subject(portal), {
      ...{ allows, originalOnly, keepsMetadata, embeds },
    })
  })
}

/** Publishes a portal; throws `portal.empty` while it has no collection. */
export async function publishPortal(db: Db, by: Person, id: string): Promise<void> {
  await inTransaction(db, async (trx) => {
    const portal = await lockPortal(trx, id)
    const shown = await trx
      .selectFrom('portalCollection')
      .select('collectionId')
      .where('portalId', '=', id)
      .executeTakeFirst()
    if (!shown) throw new DomainError('portal.empty', { field: 'collections' })
    await trx
      .updateTable('portal')
      .set({ publishedAt: sql<Date>`now()` })
      .where('id', '=', id)
      .where('publishedAt', 'is', null)
      .execute()
    await record(trx, actorOf(by), 'portal.published', subject(portal))
  })
}

/** Unpublishes a portal; outsiders get 404 from the next request on. */
export async function closePortal(db: Db, by: Person, id: string): Promise<void> {
  await inTransaction(db, async (trx) => {
    const portal = await lockPortal(trx, id)
    await trx.updateTable('portal').set({ publishedAt: null }).where('id', '=', id).execute()
    await record(trx, actorOf(by), 'portal.closed', subject(portal))
  })
}

const lockPortal = (trx: Tx, id: string): Promise<Portal> =>
  lockAndFind(trx, id, { table: 'portal', find: findPortal, unknown: 'portal.unknown' })

const subject = (portal: Portal) => ({
  kind: 'portal' as const,
  id: portal.id,
  name: portal.name[portal.sourceLocale] ?? portal.slug,
})

type PortalTexts = Pick<Portal, 'name' | 'headline' | 'introduction' | 'guidelines'>

async function writeTexts(trx: Tx, portalId: string, texts: PortalTexts): Promise<void> {
  const fields = Object.entries(texts) as [keyof PortalTexts, PortalTexts[keyof PortalTexts]][]
  const rows = fields.flatMap(([field, values]) =>
    Object.entries(values).flatMap(([locale, value]) => (value ? [{ portalId, field, locale, value }] : [])),
  )
  if (!rows.some((row) => row.field === 'name')) throw new DomainError('form.required', { field: 'name.en' })
  await trx.deleteFrom('portalText').where('portalId', '=', portalId).execute()
  await trx.insertInto('portalText').values(rows).execute()
}

async function writeCollections(trx: Tx, portalId: string, ids: string[]): Promise<void> {
  await trx.deleteFrom('portalCollection').where('portalId', '=', portalId).execute()
  const rows = [...new Set(ids)].map((collectionId, position) => ({ portalId, collectionId, position }))
  if (rows.length) await trx.insertInto('portalCollection').values(rows).execute()
}
