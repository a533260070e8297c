import { stat } from 'node:fs/promises'
import path from 'node:path'
import { sql } from 'kysely'
import type { Actor } from '~/domain/audit/audit'
import { SYSTEM } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import type { ImportItemState } from '~/domain/imports/import'
import type { ItemResult, ItemToImport } from '~/domain/imports/import-item.commands.server'
import { startImport, stopImport } from '~/domain/imports/imports.commands.server'
import { countItems, findImport, listItems } from '~/domain/imports/imports.queries.server'
import { createLocalImport } from '~/domain/imports/local-import.commands.server'
import { planImport } from '~/domain/imports/plan-import.commands.server'
import { giveUpImport, importBatch } from '~/domain/imports/run-import.commands.server'
import { unlessAbsent } from '~/platform/files/file-errors'
import { runInBackground } from '../background'
import type { Cli } from './open'
import { openProgress } from './progress'

export interface ImportOptions {
  /** E-mail of the person in whose name it happens. */
  as?: string
  manifest?: string
  /** Only says what would happen. */
  dryRun?: boolean
  /** Whose external ids these are, instead of the place of the files. */
  source?: string
}

export type Outcome = 'imported' | 'version' | 'updated' | 'same' | 'duplicate' | 'refused' | 'skipped'

export interface ImportedFile {
  file: string
  outcome: Outcome
  /** Why it was refused, or the asset that already has these bytes. */
  note?: string
}

/** Exit code of a program ended by Ctrl-C, as shells report it: 128 plus the number of SIGINT. */
const STOPPED = 130
const PAGE = 500

/**
 * Imports a folder tree, a ZIP or `s3://prefix` into the library as the job of the page does, and prints the result for every
 * file. Returns the exit code: 0, 1 when a file was refused, 2 when there is nothing to read, 130 when `stop` aborted before the
 * last one. Files under way at that moment are completed; running the command again continues.
 */
export async function importFiles(
  cli: Cli,
  place: string,
  options: ImportOptions = {},
  stop?: AbortSignal,
): Promise<number> {
  runInBackground(cli.env.workerNice)
  const source = await sourceOf(place)
  if (!source) {
    process.stderr.write(`Not a folder, a ZIP or s3://prefix: ${place}\n`)
    return 2
  }
  const { db } = cli
  const by = await actorFor(cli, options.as)
  const manifest = options.manifest ? path.resolve(options.manifest) : undefined
  const runId = await createLocalImport(cli, by, { ...source, manifest, source: options.source })
  const orGiveUp = async (error: unknown) => {
    if (!(await giveUpImport(db, runId, error))) throw error
    return false
  }
  await planImport(cli, runId).catch(orGiveUp)
  const planned = await findImport(db, runId)
  if (planned?.state !== 'planned') {
    const line = planned?.facts.line ? ` (line ${planned.facts.line})` : ''
    process.stderr.write(`Nothing was imported: ${planned?.reason}${line}\n`)
    return 2
  }
  const { total } = await countItems(db, runId)
  const progress = openProgress(total)
  if (options.dryRun) return report(cli, runId, progress)
  await printItems(cli, runId, progress, ['refused', 'skipped'])
  await startImport(db, by, runId)
  const onItem = (item: ItemToImport, result: ItemResult) => progress.step(lineOf(item, result))
  const watch = { onItem, isStopped: () => stop?.aborted ?? false }
  while (await importBatch(cli, runId, watch).catch(orGiveUp));
  progress.end()
  const { counts, waiting } = await countItems(db, runId)
  const run = await findImport(db, runId)
  const isStopped = run?.state === 'running'
  if (isStopped) await stopImport(db, runId)
  const duplicates = await duplicatesOf(cli, runId)
  const settled = total - waiting
  process.stdout.write(
    `\n${settled} files: ${counts.created} imported, ${counts.new_version} new versions, ${counts.updated} updated, ` +
      `${counts.same - duplicates} the same, ${duplicates} duplicate, ${counts.refused} refused, ${counts.skipped} left out\n`,
  )
  if (counts.created + counts.new_version) process.stdout.write('Pictures of them are made while Vitrine runs.\n')
  if (run?.state === 'failed') process.stderr.write(`Broken off: ${run.reason}. ${waiting} files were not looked at.\n`)
  if (!isStopped) return counts.refused > 0 || run?.state === 'failed' ? 1 : 0
  process.stdout.write(`Stopped: ${waiting} files were not looked at.\n`)
  return STOPPED
}

async function sourceOf(place: string): Promise<{ kind: 'folder' | 'zip' | 's3'; location: string } | undefined> {
  const prefix = /^s3:\/\/(.*)$/.exec(place)
  if (prefix) return { kind: 's3', location: prefix[1] ?? '' }
  const location = path.resolve(place)
  const found = await stat(location).catch(unlessAbsent(undefined))
  if (found?.isDirectory()) return { kind: 'folder', location }
  return found?.isFile() && /\.zip$/i.test(place) ? { kind: 'zip', location } : undefined
}

const WORD: Record<ImportItemState, Outcome> = {
  ...{ created: 'imported', new_version: 'version', updated: 'updated', same: 'same' },
  ...{ refused: 'refused', skipped: 'skipped', waiting: 'skipped' },
}

function lineOf(
  { path: file, externalId }: Pick<ItemToImport, 'path' | 'externalId'>,
  { state, reason, facts }: { state: ImportItemState; reason?: string | null; facts?: Record<string, unknown> },
): ImportedFile {
  const isDuplicate = state === 'same' && reason === 'duplicate'
  const { column } = facts ?? {}
  const note = isDuplicate ? String(facts?.title) : reason ? [reason, column].filter(Boolean).join(': ') : undefined
  return { file: file ?? externalId, outcome: isDuplicate ? 'duplicate' : WORD[state], note }
}

/** Prints what the dry run expects of every item. */
async function report(cli: Cli, runId: string, progress: ReturnType<typeof openProgress>): Promise<number> {
  await printItems(cli, runId, progress)
  progress.end()
  const { counts, total } = await countItems(cli.db, runId)
  process.stdout.write(
    `\n${total} files would be: ${counts.created} imported, ${counts.new_version} new versions, ${counts.updated} updated, ` +
      `${counts.same} the same, ${counts.refused} refused, ${counts.skipped} left out\n`,
  )
  return counts.refused > 0 ? 1 : 0
}

async function printItems(
  { db }: Cli,
  runId: string,
  progress: ReturnType<typeof openProgress>,
  only?: ImportItemState[],
): Promise<void> {
  for (let after = 0, more = true; more; ) {
    const items = await listItems(db, runId, { after, limit: PAGE })
    for (const item of items) {
      const { outcome: state } = item
      if (!only || only.includes(state)) progress.step(lineOf(item, { ...item, state }))
    }
    after = items.at(-1)?.position ?? after
    more = items.length === PAGE
  }
}

async function duplicatesOf({ db }: Cli, runId: string): Promise<number> {
  const { count } = await db
    .selectFrom('importItem')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('runId', '=', runId)
    .where('state', '=', 'same')
    .where('reason', '=', 'duplicate')
    .executeTakeFirstOrThrow()
  return count
}

async function actorFor({ db }: Cli, email?: string): Promise<Actor> {
  if (!email) return SYSTEM
  const person = await db
    .selectFrom('person')
    .select(['id', 'name'])
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst()
  if (!person) throw new Error(`nobody signs in as ${email}`)
  return actorOf(person)
}
