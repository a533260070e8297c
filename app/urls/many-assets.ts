import { type LibraryQuery, part, query } from './parts'

/** URLs of changes of many assets. */
export const bulkEditUrls = {
  list: () => '/library/bulk-edits',
  /** Where a change of all assets that match a filter is described. */
  new: (filter: LibraryQuery = {}) => `/library/bulk-edits/new${query({ ...filter })}`,
  /** Its page, which leads on to `next` when it is done. */
  edit: (id: string, next?: string) => `/library/bulk-edits/${part(id)}${query({ next })}`,
}

/** URLs of tables of assets as files. */
export const spreadsheetUrls = {
  /** The assets that match a filter, with all their fields. */
  export: (format: 'csv' | 'xlsx', filter: LibraryQuery = {}) =>
    `/library/spreadsheet.${format}${query({ ...filter })}`,
  /** Where one is exported, and an edited one is sent back. */
  new: (filter: LibraryQuery = {}) => `/library/spreadsheets/new${query({ ...filter })}`,
}
