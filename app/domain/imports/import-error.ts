/** Why an import cannot read its source or its manifest, or one file of it; each has words in the report. */
export type ImportErrorCode =
  | 'source_gone'
  | 'source_unreadable'
  | 'outside_root'
  | 'not_configured'
  | 'manifest_gone'
  | 'too_many_files'
  | 'source_empty'
  | 'file_gone'
  | 'interrupted'
  | 'unreadable'
  | 'damaged'
  | 'bad_crc'
  | 'too_large'

/** Thrown while an import reads; the run or the item is refused with its code. */
export class ImportError extends Error {
  constructor(
    readonly code: ImportErrorCode,
    options?: ErrorOptions,
  ) {
    super(code, options)
    this.name = 'ImportError'
  }
}
