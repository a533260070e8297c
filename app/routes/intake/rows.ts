import { RELEASES } from './cell-keys'
import type { PageField, PageFile } from './guest-page.server'
import type { LocalFile } from './use-deliveries'
import { cellOf, type Grid } from './use-grid'

/** A file on the page: as the server knows it, as it was chosen here, or both. */
export interface FileRow {
  key: string
  file?: PageFile
  local?: LocalFile
}

/** Returns the files that are not submitted yet, in the order in which they came; those that the server does not know last. */
export function rowsOf(files: readonly PageFile[], locals: readonly LocalFile[]): FileRow[] {
  const byStage = new Map(locals.flatMap((local) => (local.sending?.id ? [[local.sending.id, local] as const] : [])))
  const own = files.filter(isOwn).map((file) => {
    const local = file.stagedId ? byStage.get(file.stagedId) : undefined
    return { key: local?.key ?? file.id, file, local }
  })
  const known = new Set(own.map(({ local }) => local?.key))
  // What was submitted meanwhile is in the list below.
  const gone = new Set(files.filter((file) => !isOwn(file)).map(({ stagedId }) => stagedId))
  const others = locals.filter((local) => !known.has(local.key) && !(local.sending?.id && gone.has(local.sending.id)))
  return [...own, ...others.map((local) => ({ key: local.key, local }))]
}

const isOwn = ({ progress: { at } }: PageFile): boolean =>
  at === 'sending' || at === 'checking' || at === 'ready' || at === 'refused' || at === 'failed'

/** Returns the keys of required cells that a file lacks; a new version keeps what the first one has. */
export function lackingOf(
  file: PageFile,
  { fields, needsRelease, drafts }: { fields: readonly PageField[]; needsRelease: boolean; drafts: Grid['drafts'] },
): string[] {
  if (file.isRelease || file.replacesId) return []
  const keys = fields.filter(({ isRequired }) => isRequired).map(({ key }) => key)
  if (needsRelease) keys.push(RELEASES)
  return keys.filter((key) => !cellOf(file, key, drafts).trim())
}
