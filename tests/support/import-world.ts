import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { z } from 'zod'
import { actorOf } from '~/domain/identity/actor'
import type { ImportItemState, NewImport } from '~/domain/imports/import'
import { proposeFields } from '~/domain/imports/import-fields'
import type { ImportServices } from '~/domain/imports/import-source.server'
import { createImport, planImportOf, startImport } from '~/domain/imports/imports.commands.server'
import { countItems, findImport, listItems } from '~/domain/imports/imports.queries.server'
import { manifestColumns } from '~/domain/imports/manifest.server'
import { planImport } from '~/domain/imports/plan-import.commands.server'
import { importBatch } from '~/domain/imports/run-import.commands.server'
import { readEnv } from '~/platform/env.server'
import { newSecret } from '~/platform/ids.server'
import type { World } from './world'

type Input = { kind: NonNullable<z.output<typeof NewImport>['kind']> } & Partial<z.output<typeof NewImport>>

/** Imports in a world, planned and run in this process; `variables` are further ones of the environment. */
export function importsOf(world: World, variables: Record<string, string> = {}) {
  const root = path.join(world.folder, 'import-root')
  const env = readEnv({ IMPORT_ROOT: root, ...variables })
  const services: ImportServices = {
    ...{ db: world.db, storage: world.storage, staging: world.staging, tempDir: path.join(world.folder, 'tmp') },
    env,
  }
  const by = actorOf(world.mara)

  /** Stages bytes as an upload for an import; returns its id. */
  const upload = async (bytes: Buffer | string, fileName: string): Promise<string> => {
    const id = newSecret(24)
    await mkdir(path.join(world.folder, 'staging'), { recursive: true })
    await writeFile(path.join(world.folder, 'staging', id), bytes)
    await world.db
      .insertInto('upload')
      .values({
        ...{ id, personId: world.mara.id, fileName, relativePath: null, byteSize: bytes.length, targetAssetId: null },
        ...{ state: 'done', reason: null, facts: JSON.stringify({ purpose: 'import' }), assetId: null },
        dismissedAt: null,
      })
      .execute()
    return id
  }

  /** Makes a run and its dry run, with the columns of its manifest mapped by their headers; returns its id. */
  const plan = async (input: Input): Promise<string> => {
    const given = { folderId: null, keepsFolders: true, ...input }
    const id = await createImport(world.db, by, given, { folder: true, s3: !!env.importS3 })
    const run = await findImport(world.db, id)
    const columns = run?.manifestId ? await manifestColumns(services, run) : []
    const names = columns.map(({ column }) => column)
    await planImportOf(world.db, id, proposeFields(names, 'en'))
    await planImport(services, id)
    return id
  }
  const finish = async (id: string): Promise<void> => {
    while (await importBatch(services, id));
  }
  const run = async (input: Input): Promise<string> => {
    const id = await plan(input)
    await startImport(world.db, by, id)
    await finish(id)
    return id
  }
  return {
    ...{ root, services, by, upload, plan, run, finish },
    /** The result of each item by its path or external id: `refused bad_crc`, or what the dry run expects. */
    results: async (id: string): Promise<Record<string, string>> => {
      const items = await listItems(world.db, id, { limit: 10_000 })
      const isPlan = (await findImport(world.db, id))?.startedAt === null
      const isExpected = (outcome: ImportItemState) => isPlan && !['refused', 'skipped', 'waiting'].includes(outcome)
      return Object.fromEntries(
        items.map((item) => [
          item.path ?? item.externalId,
          [isExpected(item.outcome) ? `would be ${item.outcome}` : item.outcome, item.reason].filter(Boolean).join(' '),
        ]),
      )
    },
    state: async (id: string) => (await findImport(world.db, id))?.state,
    counts: async (id: string) => (await countItems(world.db, id)).counts,
  }
}
