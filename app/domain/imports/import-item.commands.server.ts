import { createReadStream } from 'node:fs'
import { copyFile, link } from 'node:fs/promises'
import { setTexts } from '~/domain/assets/asset-texts.commands.server'
import { cleanFileName } from '~/domain/assets/file-name'
import { ingest } from '~/domain/assets/ingest.commands.server'
import type { Actor } from '~/domain/audit/audit'
import { changeRights } from '~/domain/rights/rights.commands.server'
import { scanner } from '~/platform/converters/scan.server'
import { type Db, inTransaction, isDatabaseOutage, type Tx } from '~/platform/db.server'
import { type Fingerprint, fingerprintFile } from '~/platform/files/fingerprint.server'
import { log } from '~/platform/log.server'
import { StorageError } from '~/platform/storage'
import type { ImportItemState, ImportRun } from './import'
import { ImportError } from './import-error'
import type { ImportServices, ImportSource } from './import-source.server'
import { changesOf, findImported, hasBytes, type KnownAsset } from './imported-assets.queries.server'
import type { GivenFields } from './manifest-row'
import { locatedOf } from './plan-import.commands.server'
import { settleItem } from './settle-item.commands.server'

export interface ItemToImport {
  id: number
  externalId: string
  path: string | null
  locator: Record<string, unknown>
  fields: GivenFields
  /** Its home, when it becomes a new asset. */
  folderId: string | null
}

export interface ItemResult {
  state: Exclude<ImportItemState, 'waiting' | 'skipped'>
  reason?: string
  facts?: Record<string, unknown>
  assetId?: string
}

interface Importing {
  services: ImportServices
  run: ImportRun
  source: ImportSource
  by: Actor
  item: ItemToImport
}

/**
 * Imports one item and writes its result in the transaction of what it changes, so that a process that dies leaves it either
 * done or waiting. A file that is refused is a result; throws when the database, the store or the disk fails, for the job to be
 * tried again.
 */
export async function importItem(importing: Importing): Promise<ItemResult> {
  const { services, item } = importing
  try {
    return await (item.path === null ? describeKnown(importing) : importFile(importing))
  } catch (error) {
    if (isOutage(error)) throw error
    if (!(error instanceof ImportError)) log.error({ err: error, item: item.id }, 'an item of an import failed')
    const reason = error instanceof ImportError ? error.code : 'internal'
    return settle(services.db, item, { state: 'refused', reason })
  }
}

const isOutage = (error: unknown) =>
  isDatabaseOutage(error) ||
  (error instanceof StorageError && error.code === 'unavailable') ||
  (error as NodeJS.ErrnoException | null)?.code === 'ENOSPC'

/** The result for an asset in the bin: one that was merged is there as the asset that was kept, unless its file has changed. */
function settledInBin({ keptId }: KnownAsset, isSame: boolean): ItemResult {
  if (!keptId) return { state: 'refused', reason: 'in_bin' }
  return isSame ? { state: 'same', reason: 'merged', assetId: keptId } : { state: 'refused', reason: 'merged_changed' }
}

/** A row without a file changes the texts of an asset that the source has brought before. */
async function describeKnown({ services, run, by, item }: Importing): Promise<ItemResult> {
  const known = await findImported(services.db, run.source, item.externalId)
  if (!known) return settle(services.db, item, { state: 'refused', reason: 'file_missing' })
  if (known.isInBin) return settle(services.db, item, settledInBin(known, true))
  return inTransaction(services.db, (trx) => updateKnown(trx, { by, item, assetId: known.assetId }))
}

function importFile(importing: Importing): Promise<ItemResult> {
  const { services, run, source, by, item } = importing
  const { db } = services
  return source.withFile(locatedOf(item), async (localPath, isCopy) => {
    const digest = await fingerprintFile(localPath)
    const { crc32 } = item.locator
    if (typeof crc32 === 'number' && crc32 !== digest.crc32) throw new ImportError('bad_crc')
    if (digest.byteSize > services.env.maxUploadBytes) throw new ImportError('too_large')
    const known = await findImported(db, run.source, item.externalId)
    if (known?.isInBin) return settle(db, item, settledInBin(known, await hasBytes(db, known.assetId, digest)))
    if (known && (await hasBytes(db, known.assetId, digest)))
      return inTransaction(db, (trx) => updateKnown(trx, { by, item, assetId: known.assetId }))
    const state = known ? 'new_version' : 'created'
    const path = item.path ?? ''
    const result = await ingest(
      db,
      by,
      {
        ...{ localPath, fileName: cleanFileName(path), relativePath: path, digest, folderId: item.folderId },
        ...(known ? { targetAssetId: known.assetId, evenIfDuplicate: true } : { stated: item.fields }),
      },
      {
        store: (key, mediaType, replaces) =>
          storeFile(services, { localPath, isCopy, key, mediaType, digest, replaces: !!replaces }),
        scan: scanner(services.env, services.tempDir),
        settle: async (trx, { assetId }, held) => {
          if (known) await applyFields(trx, { by, assetId, fields: item.fields })
          else await noteImported(trx, run, item, assetId)
          await settle(trx, item, { state, assetId, ...(held.length > 0 && { reason: 'held', facts: { held } }) })
        },
      },
    )
    if (result.outcome === 'taken') return { state, assetId: result.assetId }
    if (result.outcome === 'refused') return settle(db, item, { state: 'refused', reason: result.reason })
    return inTransaction(db, (trx) => adopt(trx, importing, result.duplicate))
  })
}

/**
 * The library has these bytes under no id of this source: then the asset gets this one, and what the manifest gives. When
 * another row has brought the asset already, its texts are that row's.
 */
async function adopt(
  trx: Tx,
  { run, by, item }: Importing,
  { assetId, title }: { assetId: string; title: string },
): Promise<ItemResult> {
  const other = await trx
    .selectFrom('importedAsset')
    .select('externalId')
    .where('source', '=', run.source)
    .where('assetId', '=', assetId)
    .limit(1)
    .executeTakeFirst()
  const facts = { title, ...(other ? { externalId: other.externalId } : {}) }
  if (other) return settle(trx, item, { state: 'same', reason: 'duplicate', facts, assetId })
  await noteImported(trx, run, item, assetId)
  return updateKnown(trx, { by, item, assetId, more: { reason: 'duplicate', facts } })
}

interface Known {
  by: Actor
  item: ItemToImport
  assetId: string
  more?: Pick<ItemResult, 'reason' | 'facts'>
}

async function updateKnown(trx: Tx, { by, item, assetId, more }: Known): Promise<ItemResult> {
  const isChanged = await applyFields(trx, { by, assetId, fields: item.fields })
  return settle(trx, item, { state: isChanged ? 'updated' : 'same', assetId, ...more })
}

/** Writes what the manifest gives and the asset does not have; returns whether there was any. */
async function applyFields(
  trx: Tx,
  { by, assetId, fields }: { by: Actor; assetId: string; fields: GivenFields },
): Promise<boolean> {
  const changes = await changesOf(trx, assetId, fields)
  if (changes?.texts) await setTexts(trx, by, assetId, changes.texts)
  if (changes?.credits) await changeRights(trx, by, [assetId], changes.credits)
  return !!changes
}

async function noteImported(trx: Tx, { source }: ImportRun, { externalId }: ItemToImport, assetId: string) {
  await trx.insertInto('importedAsset').values({ source, externalId, assetId }).execute()
}

async function settle(db: Db, { id }: ItemToImport, result: ItemResult): Promise<ItemResult> {
  await settleItem(db, id, result)
  return result
}

interface Stored {
  localPath: string
  isCopy: boolean
  key: string
  mediaType: string
  digest: Fingerprint
  /** Whether what is stored under the key is damaged. */
  replaces: boolean
}

/** A copy that was made for the import becomes the object itself where both are on one disk. */
async function storeFile({ storage }: ImportServices, { localPath, isCopy, key, mediaType, digest, replaces }: Stored) {
  if (!replaces && (await storage.head(key))) return
  if (!isCopy) return storage.put(key, createReadStream(localPath), { size: digest.byteSize, mediaType })
  const second = `${localPath}-object`
  await link(localPath, second).catch(() => copyFile(localPath, second))
  await storage.adopt(second, key, { mediaType })
}
