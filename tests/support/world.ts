import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { Logger, runOnce } from 'graphile-worker'
import sharp from 'sharp'
import { describeAsset } from '~/domain/assets/asset-texts.commands.server'
import { titleFrom } from '~/domain/assets/file-name'
import { type ArrivedFile, ingest } from '~/domain/assets/ingest.commands.server'
import { actorOf } from '~/domain/identity/actor'
import { createPerson } from '~/domain/identity/people.commands.server'
import type { Person, Role } from '~/domain/identity/person'
import { renderVersion } from '~/domain/renditions/render-version.commands.server'
import { transition } from '~/domain/review/review.commands.server'
import { setRights } from '~/domain/rights/rights.commands.server'
import type { Scan } from '~/platform/converters/scan.server'
import { readEnv } from '~/platform/env.server'
import { fingerprint } from '~/platform/files/fingerprint.server'
import type { Storage } from '~/platform/storage'
import { diskStorage } from '~/platform/storage/disk.server'
import { diskStaging, type Staging } from '~/platform/storage/staging.server'
import { jobs } from '~/server/jobs'
import { testDatabase } from './database'
import { untilWritten } from './jobs-written'

const QUIET = new Logger(() => () => {})

/** Opens a small installation with three people, its own database and a store: a given one, or one in a temporary folder. */
export async function openWorld(stores?: { storage: Storage; staging: Staging }) {
  const { db, pool, url, close } = await testDatabase()
  const folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-world-'))
  const storage = stores?.storage ?? diskStorage(path.join(folder, 'objects'))
  const staging = stores?.staging ?? diskStaging(path.join(folder, 'staging'), storage)
  const person = (name: string, role: Role): Promise<Person> =>
    createPerson(db, { email: `${name.toLowerCase()}@mendialde.example`, name, role, password: 'a long password' })
  const mara = await person('Mara', 'manager')
  const iker = await person('Iker', 'editor')
  const nerea = await person('Nerea', 'viewer')
  const sessionSecret = 'x'.repeat(32)
  let made = 0

  /** A JPEG that differs from those of all other calls. */
  const jpeg = (width = 64, height = 48): Promise<Buffer> => {
    made++
    const background = { r: (made * 37) % 256, g: (made * 91) % 256, b: made % 256 }
    return (
      sharp({ create: { width, height, channels: 3, background } })
        // Plain colours often encode alike: a number in a field that is not read makes the bytes differ.
        .withExif({ IFD0: { Software: String(made) } })
        .jpeg()
        .toBuffer()
    )
  }

  const takeInBytes = async (
    bytes: Buffer,
    fileName: string,
    {
      scan,
      ...options
    }: Pick<ArrivedFile, 'targetAssetId' | 'relativePath' | 'folderId' | 'templateId' | 'stated'> & {
      scan?: Scan
    } = {},
  ) => {
    const localPath = path.join(folder, `file-${made++}`)
    await writeFile(localPath, bytes)
    const digest = await fingerprint(Readable.from([bytes]))
    return ingest(
      db,
      actorOf(iker),
      { localPath, fileName, digest, ...options },
      { scan, store: (key, mediaType) => storage.put(key, Readable.from([bytes]), { size: bytes.length, mediaType }) },
    )
  }

  /** Sets the texts and rights that the review requires. */
  const describe = async (assetId: string, title: string) => {
    const words = { title: { en: title }, altText: { en: `A plain test picture, ${title}` } }
    await describeAsset(db, iker, assetId, { ...words, description: {}, usageTerms: {}, keywords: [] })
    const zones = { embargoZone: 'UTC', expiresZone: 'UTC' }
    await setRights(db, iker, assetId, { creator: 'Iker', creditLine: 'Visit Mendialde', ...zones })
  }

  /** Creates a described asset of a new JPEG in `state`; approved without renditions, as confirmed by `unseen`. */
  const photo = async (
    state: 'draft' | 'in_review' | 'approved' = 'approved',
    { fileName = `photo-${made}.jpg`, bytes }: { fileName?: string; bytes?: Buffer } = {},
  ) => {
    const taken = await takeInBytes(bytes ?? (await jpeg()), fileName)
    if (taken.outcome !== 'taken') throw new Error(`not taken in: ${JSON.stringify(taken)}`)
    const { assetId, versionId } = taken
    await describe(assetId, titleFrom(fileName))
    await cleanOriginal(versionId)
    if (state !== 'draft') await transition(db, iker, assetId, { versionId, transition: 'submit' })
    if (state === 'approved') await transition(db, mara, assetId, { versionId, transition: 'approve', unseen: true })
    return { assetId, versionId }
  }
  const renderings = (versionId: string) =>
    renderVersion({ db, storage, tempDir: path.join(folder, 'tmp') }, { versionId })
  /** Makes the clean original, which shares and portals deliver; the other renditions are left to `renderings`. */
  const cleanOriginal = (versionId: string) =>
    renderVersion({ db, storage, tempDir: path.join(folder, 'tmp') }, { versionId }, ['clean'])

  /** Runs all due jobs, as a worker does, until none is left. */
  const runJobs = async (settings: Record<string, string> = {}) => {
    const env = readEnv({ DATABASE_URL: url, SESSION_SECRET: sessionSecret, VITRINE_DATA: folder, ...settings })
    await runOnce({
      pgPool: pool,
      taskList: jobs({ db, storage, staging, env, tempDir: path.join(folder, 'tmp') }),
      logger: QUIET,
      noPreparedStatements: true,
    })
    await untilWritten(pool)
  }

  /** Payloads of the jobs of one name that wait, in the order in which they were enqueued. */
  const queued = async (name: string): Promise<unknown[]> => {
    const { rows } = await pool.query(
      `select job.payload from graphile_worker._private_jobs job
       join graphile_worker._private_tasks task on task.id = job.task_id where task.identifier = $1 order by job.id`,
      [name],
    )
    return rows.map((row) => row.payload)
  }

  return {
    ...{
      db,
      pool,
      url,
      folder,
      storage,
      staging,
      mara,
      iker,
      nerea,
      jpeg,
      photo,
      describe,
      takeInBytes,
      renderings,
      cleanOriginal,
      runJobs,
      queued,
      sessionSecret,
    },
    close: async () => {
      await close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export type World = Awaited<ReturnType<typeof openWorld>>
