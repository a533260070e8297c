import { type LibraryQuery, part, query } from './url-parts'

/** URLs of the inbox and of letters about it. */
export const inboxUrls = {
  list: (filter: { view?: string; type?: string; before?: string } = {}) => `/inbox${query({ ...filter })}`,
  /** Where a task is written, about an asset or none. */
  newTask: (about: { asset?: string } = {}) => `/inbox/tasks/new${query({ ...about })}`,
  /** How much is open, as data. */
  count: () => '/inbox/count',
  /** Tells when something changed, as events that the server sends. */
  events: () => '/inbox/events',
  /** POST follows an asset or a collection, or ends it. */
  follow: () => '/inbox/follow',
}

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
