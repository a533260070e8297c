import { adminUrls } from './admin'
import { briefUrls } from './briefs'
import { inboxUrls } from './inbox'
import { libraryUrls } from './library'
import { bulkEditUrls, spreadsheetUrls } from './many-assets'
import { portalUrls, shareUrls } from './outside'
import { type LibraryQuery, part, query } from './parts'

export type { LibraryQuery }

/** Files that are described one after the other, or some at a time. */
export interface DescribeQuery {
  /** Id of a stored selection. */
  selection: string
  /** Only those that it finds. */
  q?: string
  /** How many at a time. */
  many?: number
}

/**
 * The query parameters that change a public page, and their syntax: the collection that a visitor came from, and the page of
 * a list. What letters and networks add to a URL (`utm_source`, `fbclid`) changes no page.
 */
export const PAGE_PARAMETERS = { c: /^[\w-]{1,80}$/, page: /^\d{1,4}$/ }

/** Every URL of the product, typed: links, redirects, letters and tests build their URLs only here. */
export const urls = {
  root: () => '/',
  healthz: () => '/healthz',
  readyz: () => '/readyz',

  auth: {
    signIn: (next?: string) => `/sign-in${query({ next })}`,
    signOut: () => '/sign-out',
    /** Where a person sets a password with the link they were given. */
    password: (token: string) => `/password/${part(token)}`,
  },

  portal: portalUrls,
  share: shareUrls,

  spreadsheets: spreadsheetUrls,
  bulkEdits: bulkEditUrls,

  /** Lists of files that are to be mended. */
  quality: () => '/library/quality',

  describe: {
    /** Leads to the first file of a selection that a search still finds. */
    start: (of: DescribeQuery) => `/library/describe${query({ ...of })}`,
    /** Where a file is described, and leads to the next one; `undo` names what was saved before. */
    file: (id: string, of: DescribeQuery, undo?: string) => `/library/describe/${part(id)}${query({ ...of, undo })}`,
    /** POST saves what a form says of files. It is sent to the page that is open: to another one would be leaving it unsaved. */
    save: (open: string, files: readonly string[], of: DescribeQuery) =>
      `/library/describe/${part(open)}${query({ ...of, files: files.join(',') })}`,
    /** What became of a selection. */
    done: (of: DescribeQuery, undo?: string) => `/library/describe/done${query({ ...of, undo })}`,
  },

  library: libraryUrls,

  saved: {
    list: (told: { deleted?: string } = {}) => `/library/saved${query({ ...told })}`,
    /** Short and for good: leads to what the search asks. */
    open: (code: string) => `/library/s/${part(code)}`,
    settings: (code: string) => `/library/saved/${part(code)}`,
    /** Ends letters about a saved search, without signing in. */
    unsubscribe: (token: string) => `/unsubscribe/${part(token)}`,
  },

  inbox: inboxUrls,
  briefs: briefUrls,

  review: {
    queue: (shown: { view?: string } = {}) => `/review${query(shown)}`,
    assign: (assetId: string) => `/review/${part(assetId)}/assign`,
    item: (assetId: string) => `/review/${part(assetId)}`,
    /** Of files that guests brought. */
    reject: (assetId: string) => `/review/${part(assetId)}/reject`,
    acceptAs: (assetId: string) => `/review/${part(assetId)}/accept-as`,
    accept: (assetId: string) => `/review/${part(assetId)}/accept`,
    /** The changed texts of an approved asset. */
    texts: (assetId: string) => `/review/${part(assetId)}/texts`,
  },

  collections: {
    list: () => '/collections',
    /** Where a collection is made that a search fills. */
    newSmart: (rule: { query?: string; sort?: string; title?: string; without?: 'filter' } = {}) =>
      `/collections/new-smart${query({ ...rule })}`,
    /** The search that fills a collection, what it leaves out, and what entered and left. */
    rule: (id: string) => `/collections/${part(id)}/rule`,
    edit: (id: string, page?: number) => `/collections/${part(id)}${query({ page: page === 1 ? undefined : page })}`,
    pick: (id: string, filter: { q?: string; sort?: string; before?: string } = {}) =>
      `/collections/${part(id)}/pick${query(filter)}`,
    /** Which version of each file the collection delivers; with an asset, the choice for it. */
    versions: (id: string, open: { asset?: string; page?: number } = {}) =>
      `/collections/${part(id)}/versions${query({ ...open })}`,
  },

  portals: {
    list: () => '/portals',
    edit: (id: string) => `/portals/${part(id)}`,
  },

  shares: {
    list: () => '/shares',
    new: (what: { assets?: string[]; collection?: string; selection?: string } = {}) =>
      `/shares/new${query({ ...what, assets: what.assets?.join(',') })}`,
    manage: (id: string) => `/shares/${part(id)}`,
    /** Which version of each file the share delivers; with an asset, the choice for it. */
    versions: (id: string, open: { asset?: string; page?: number } = {}) =>
      `/shares/${part(id)}/versions${query({ ...open })}`,
    address: (id: string) => `/shares/${part(id)}/address`,
  },

  bin: {
    list: (filter: { page?: number } = {}) => `/bin${query(filter)}`,
    references: () => '/bin/references',
    restore: () => '/bin/restore',
    purge: () => '/bin/purge',
    /** POST puts into the bin: a selection of assets, one collection, one portal, one share. */
    assets: () => '/library/bin',
    collection: (id: string) => `/collections/${part(id)}/bin`,
    portal: (id: string) => `/portals/${part(id)}/bin`,
    share: (id: string) => `/shares/${part(id)}/bin`,
  },

  /** The register of persons whom metadata names. */
  namedPersons: {
    list: (filter: { q?: string; capacity?: string; archived?: string; after?: number } = {}) =>
      `/named-persons${query({ ...filter })}`,
    new: (start: { name?: string } = {}) => `/named-persons/new${query({ ...start })}`,
    edit: (id: number) => `/named-persons/${id}`,
    /** Who may be meant while a name is typed, as data; without the person `not`. */
    suggest: (asked: { q?: string; not?: number } = {}) => `/named-persons/suggest${query({ ...asked })}`,
    /** POST adds a name, from the form of an asset. */
    add: () => '/named-persons/add',
  },

  people: {
    list: () => '/people',
    edit: (id: string) => `/people/${part(id)}`,
  },

  /** What the command palette finds by name; with `recent` the names of what was opened last. */
  palette: (asked: { q?: string; recent?: string }) => `/palette${query(asked)}`,

  vocabularies: {
    /** A level of the tree of a vocabulary, or the terms that a text finds. */
    vocabulary: (key: string, shown: { q?: string; below?: number; page?: number } = {}) =>
      `/admin/metadata/vocabularies/${part(key)}${query({ ...shown, page: shown.page === 1 ? undefined : shown.page })}`,
    /** Keywords that are no terms. */
    freeKeywords: (key: string, shown: { q?: string; page?: number; language?: string } = {}) =>
      `/admin/metadata/vocabularies/${part(key)}/free${query({ ...shown, page: shown.page === 1 ? undefined : shown.page })}`,
    /** Names of terms with a text in them, as data. */
    names: (key: string, q: string) => `/admin/metadata/vocabularies/${part(key)}/names${query({ q })}`,
    /** Where terms of a file are taken in, and all are sent as one. */
    exchange: (key: string) => `/admin/metadata/vocabularies/${part(key)}/exchange`,
    import: (key: string, id: string, shown: { of?: string; after?: number } = {}) =>
      `/admin/metadata/vocabularies/${part(key)}/imports/${part(id)}${query({ ...shown })}`,
    export: (key: string, format: string) => `/admin/metadata/vocabularies/${part(key)}/terms.${part(format)}`,
  },

  account: (section?: 'notices') => `/account${section ? `#${section}` : ''}`,

  admin: adminUrls,

  api: { uploads: () => '/api/uploads', upload: (id: string) => `/api/uploads/${id}` },
}
