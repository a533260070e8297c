import { sql } from 'kysely'
import { z } from 'zod'
import type { SaidValues } from '~/domain/assets/file-difference'
import { saidValues } from '~/domain/assets/file-values'
import { textOfContent } from '~/domain/metadata/field-input'
import { listFields } from '~/domain/metadata/fields.queries.server'
import { type ScanSettings, scanner } from '~/platform/converters/scan.server'
import type { Db } from '~/platform/db.server'
import { type Fingerprint, fingerprint } from '~/platform/files/fingerprint.server'
import { refusalBySniff, sniff } from '~/platform/files/sniff.server'
import { readFile } from '~/platform/images/metadata.server'
import { probe } from '~/platform/images/probe.server'
import { profileOf } from '~/platform/images/profile-of.server'
import { defineJob } from '~/platform/jobs'
import type { Staging } from '~/platform/storage/staging.server'
import { brokenBriefRules } from './brief-rules'
import { findBrief } from './briefs.queries.server'
import type { FileFacts, FileProblem } from './submission-file'

/** Checks a file that a guest sent by the same rules as the guest's page did before: what that found is nothing to rely on. */
export const checkFile = defineJob('check_submission_file', {
  schema: z.strictObject({ fileId: z.uuid() }),
  maxAttempts: 3,
  key: ({ fileId }) => `check-file:${fileId}`,
  priority: -1,
  run: ({ fileId }, services: CheckServices) => check(services, fileId),
  // The guest sees it and can send the file again.
  onExhausted: async ({ fileId }, { db }) => {
    await checked(db, fileId).set({ state: 'failed' }).execute()
  },
})

interface CheckServices {
  db: Db
  staging: Staging
  env: ScanSettings
  /** Folder for temporary files. */
  tempDir: string
}

interface FileToCheck {
  id: string
  briefId: string
  guestId: string
  stagedId: string
  slotId: string | null
  isRelease: boolean
  fileName: string
  byteSize: number
}

async function check({ db, staging, env, tempDir }: CheckServices, fileId: string): Promise<void> {
  const file = await findFileToCheck(db, fileId)
  if (!file) return
  const digest = await fingerprint(await staging.read(file.stagedId))
  if (digest.byteSize !== file.byteSize) throw new Error(`staged ${digest.byteSize} of ${file.byteSize} bytes`)
  const { facts, problems } = await staging.withLocalFile(file.stagedId, (localPath) =>
    inspect(db, { file, localPath, digest, scan: scanner(env, tempDir) }),
  )
  const twin = await twinOf(db, file, digest.sha256)
  if (twin) problems.push({ rule: 'twice', fileName: twin })
  await checked(db, fileId)
    .set({
      ...{ state: problems.length > 0 ? 'refused' : 'ready', sha256: digest.sha256, changedAt: sql<Date>`now()` },
      ...{ facts: JSON.stringify(facts), problems: JSON.stringify(problems) },
      // What the guest has typed meanwhile, or copied, stays.
      texts: sql<string>`${JSON.stringify(await askedOf(db, file.briefId, facts.said))}::jsonb || texts`,
    })
    .execute()
}

interface Inspected {
  file: FileToCheck
  localPath: string
  digest: Fingerprint
  scan: ReturnType<typeof scanner>
}

/** Returns what the bytes are, and what of the rules they break. */
async function inspect(
  db: Db,
  { file, localPath, digest, scan }: Inspected,
): Promise<{ facts: FileFacts; problems: FileProblem[] }> {
  const sniffed = await sniff(localPath, digest.head, file.fileName)
  const { kind, extension, mediaType } = sniffed
  const facts: FileFacts = { kind, extension, mediaType }
  if (refusalBySniff(sniffed, file.fileName)) return { facts, problems: [{ rule: 'masked' }] }
  const scanned = scan ? await scan(localPath) : 'clean'
  if (scanned !== 'clean')
    return { facts, problems: [{ rule: scanned === 'refused' ? 'scan_refused' : 'scan_failed' }] }
  if (file.isRelease) return { facts, problems: [] }
  const probed = await probe(localPath, sniffed)
  if (probed.refusal) return { facts, problems: [{ rule: 'masked' }] }
  const brief = await findBrief(db, file.briefId)
  const { width, height } = probed
  const read = await readFile(localPath, sniffed)
  const profile = brief?.rules.profile ? await profileOf(localPath, extension) : undefined
  const arriving = { fileName: file.fileName, kind, extension, width, height, profile }
  const slot = brief?.slots.find(({ id }) => id === file.slotId)
  return {
    facts: { ...facts, width, height, said: await saidTexts(db, saidValues(read.metadata)) },
    problems: brief ? brokenBriefRules(brief.rules, arriving, slot) : [],
  }
}

/** Returns what a file says of itself by the keys of fields, for its form to begin with. */
async function saidTexts(db: Db, values: readonly SaidValues[]): Promise<Record<string, string>> {
  const keys = new Map((await listFields(db)).map(({ id, key }) => [id, key]))
  const said: Record<string, string> = {}
  for (const { fieldId, values: contents } of values) {
    const key = keys.get(fieldId)
    if (key && !said[key]) said[key] = contents.map(textOfContent).join(', ')
  }
  return said
}

/** Returns what of a file's own texts the brief asks for. */
async function askedOf(db: Db, briefId: string, said: Record<string, string> = {}): Promise<Record<string, string>> {
  const asked = await db
    .selectFrom('briefField')
    .innerJoin('metadataField as field', 'field.id', 'briefField.fieldId')
    .where('briefField.briefId', '=', briefId)
    .select('field.key')
    .execute()
  return Object.fromEntries(asked.flatMap(({ key }) => (said[key] ? [[key, said[key]]] : [])))
}

/** Returns the name of another file of the guest, or of any in the brief, with the same bytes; not of one that is gone. */
async function twinOf(db: Db, { id, briefId, guestId }: FileToCheck, sha256: string): Promise<string | undefined> {
  const twin = await db
    .selectFrom('submissionFile')
    .select('fileName')
    .where('sha256', '=', sha256)
    .where('briefId', '=', briefId)
    .where('id', '<>', id)
    .where('state', 'in', ['ready', 'submitted', 'taken'])
    // The name of another guest's file is not told.
    .where('guestId', '=', guestId)
    .orderBy('createdAt')
    .executeTakeFirst()
  return twin?.fileName
}

const checked = (db: Db, fileId: string) =>
  db.updateTable('submissionFile').where('id', '=', fileId).where('state', '=', 'checking')

const findFileToCheck = (db: Db, id: string): Promise<FileToCheck | undefined> =>
  db
    .selectFrom('submissionFile')
    .select(['id', 'briefId', 'guestId', 'stagedId', 'slotId', 'isRelease', 'fileName', 'byteSize'])
    .where('id', '=', id)
    .where('state', '=', 'checking')
    .$narrowType<{ stagedId: string }>()
    .executeTakeFirst()
