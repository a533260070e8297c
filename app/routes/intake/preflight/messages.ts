import type { Checked, RulesOfFile } from './check-file'

/** What the page asks its worker. */
export type ToWorker = { id: number; file: File } & ({ ask: 'check'; rules: RulesOfFile } | { ask: 'thumb' })

/** What the worker answers; a thumbnail only of what the browser can draw. */
export type FromWorker = { id: number } & (
  | ({ said: 'checked'; sha256?: string } & Checked)
  | { said: 'thumb'; thumb?: Blob }
)
