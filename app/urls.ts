import { annotationUrls } from './annotation-urls'
import { briefUrls } from './brief-urls'
import { guestUrls, portalUrls, shareUrls } from './public-urls'
import { type AuditQuery, type LibraryQuery, part, query } from './url-parts'
import { bulkEditUrls, inboxUrls, spreadsheetUrls } from './work-urls'

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
  guest: guestUrls,

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

  library: {
    grid: (filter: LibraryQuery & { before?: string } = {}) => `/library${query({ ...filter })}`,
    /** What somebody may mean who is typing into the search of a view, as data. */
    suggestions: (filter: LibraryQuery = {}) => `/library/suggestions${query({ ...filter })}`,
    /** The ids of all assets that match a filter, or of those from `first` to `last` in its result. */
    matching: (filter: LibraryQuery & { first?: string; last?: string } = {}) =>
      `/library/matching${query({ ...filter })}`,
    /** The tiles of a part of a result, as data: `take` of them, `skip` after the asset `after`. */
    tiles: (filter: LibraryQuery, range: { after?: string; skip?: number; take?: number }) =>
      `/library/tiles${query({ ...filter, ...range })}`,
    /** The size of a result, and the assets from which any part of it is reached. */
    anchors: (filter: LibraryQuery) => `/library/anchors${query({ ...filter })}`,
    /** Stores a selection to carry to another page. */
    selections: () => '/library/selections',
    /** Runs a command on a selection. */
    bulk: () => '/library/bulk',
    /** The page of an asset, opened from the result of a filter, through which it leads on. */
    asset: (id: string, within: LibraryQuery = {}) => `/library/assets/${part(id)}${query({ ...within })}`,
    /** Cells of the table: read with GET, set by POST; values that begin with a text; changes of many, planned by POST. */
    cells: (of: { ids?: string; columns?: string } = {}) => `/library/cells${query({ ...of })}`,
    cellValues: (field: string, q: string) => `/library/cell-values${query({ field, q })}`,
    cellEdits: (id?: string) => `/library/cell-edits${id ? `/${part(id)}` : ''}`,
    look: () => '/library/look',
    /** What the panel beside the library shows of an asset, as data. */
    panel: (id: string) => `/library/assets/${part(id)}/panel`,
    describe: (id: string) => `/library/assets/${part(id)}/describe`,
    /** POST approves the changed texts of an approved asset. */
    approveTexts: (id: string) => `/library/assets/${part(id)}/approve-texts`,
    rights: (id: string) => `/library/assets/${part(id)}/rights`,
    /** The captions of a film: where they are set, with the language to begin with, and asked about before they go. */
    captions: (id: string, choice: { locale?: string; remove?: string } = {}) =>
      `/library/assets/${part(id)}/captions${query({ ...choice })}`,
    captionFile: (id: string, locale: string) => `/library/assets/${part(id)}/captions/${part(locale)}.vtt`,
    review: (id: string) => `/library/assets/${part(id)}/review`,
    retry: (id: string) => `/library/assets/${part(id)}/retry`,
    /** Where the picture of an asset is edited; without scripts with the unsaved fields that are to be shown. */
    edit: (id: string) => `/library/assets/${part(id)}/edit`,
    /** What unsaved fields make of it: the result, or the frame that crops are parts of. */
    editPreview: (id: string, fields: Record<string, string | number | undefined>) =>
      `/library/assets/${part(id)}/edit/preview${query(fields)}`,
    /** Every change of the values of an asset. */
    valueHistory: (id: string, page: { before?: number } = {}) =>
      `/library/assets/${part(id)}/history${query({ ...page })}`,
    ...annotationUrls,
    noteVersion: (id: string) => `/library/assets/${part(id)}/note`,
    restoreVersion: (id: string) => `/library/assets/${part(id)}/restore`,
    /** POST withdraws the approval of an older version, which only pins deliver. */
    withdrawVersion: (id: string) => `/library/assets/${part(id)}/withdraw`,
    /** Two versions of an asset by their numbers. */
    compare: (id: string, pair: { left?: number; right?: number } = {}) =>
      `/library/assets/${part(id)}/compare${query({ ...pair })}`,
    /** The tags in the file of a version, by its number; of the current one without it. */
    tags: (id: string, version?: number) => `/library/assets/${part(id)}/tags${query({ version })}`,
    /** The picture of the pixels that differ between two versions. */
    difference: (olderId: string, newerId: string) => `/library/differences/${part(olderId)}/${part(newerId)}`,
    /** Groups of files that are the same or look alike; with an id only that of one asset. */
    duplicates: (asset?: string) => `/library/duplicates${query({ asset })}`,
    /** What merging files into one does, asked before it is done. */
    merge: (what: { keep?: string; merge?: string } = {}) => `/library/duplicates/merge${query(what)}`,
    tellApart: () => '/library/duplicates/apart',
    /** Where a relation of an asset is added. */
    relate: (id: string, filter: { q?: string; before?: string } = {}) =>
      `/library/assets/${part(id)}/relate${query(filter)}`,
    /** POST adds or removes a relation. */
    relations: (id: string) => `/library/assets/${part(id)}/relations`,
    /** Where an asset is put in the places of the one that it replaces. */
    swap: (id: string, by?: string) => `/library/assets/${part(id)}/swap${query({ by })}`,
    undoSwap: (swapId: string) => `/library/swaps/${part(swapId)}/undo`,
    media: (versionId: string, preset: string) => `/library/media/${part(versionId)}/${part(preset)}`,
    download: (versionId: string, rendition: string) => `/library/download/${part(versionId)}/${part(rendition)}`,
    size: (versionId: string, preset: string) => `/library/size/${part(versionId)}/${part(preset)}`,
    /** A form with a box and a format is sent there. */
    customSize: (versionId: string) => `/library/size/${part(versionId)}/custom`,
    /** A form with two times and a format is sent there. */
    clip: (versionId: string) => `/library/size/${part(versionId)}/clip`,
    pictures: (filter: { q?: string; before?: string; id?: string } = {}) => `/library/pictures${query(filter)}`,
    folders: (open: { folder?: string } = {}) => `/library/folders${query({ ...open })}`,
    /** What files must be like to arrive in a folder. */
    folderRules: (id: string) => `/library/folders/${part(id)}/rules`,
    /** Files that broke the rules of their folder, of all or of one. */
    held: (of: { folder?: string } = {}) => `/library/held${query({ ...of })}`,
    /** Where a picture is brought that others are searched by. */
    byPicture: () => '/library/by-picture',
    /** The picture of such a search. */
    searchedPicture: (id: string) => `/library/by-picture/${part(id)}`,
    /** The assets that look most like one, as data. */
    similar: (id: string) => `/library/assets/${part(id)}/similar`,
    /** Decides what the file of a new version says. */
    fileSays: (id: string) => `/library/assets/${part(id)}/file-says`,
    /** What templates do, by their ids. */
    templates: (ids: readonly string[]) => `/library/templates?${ids.map((id) => `id=${part(id)}`).join('&')}`,
    uploads: () => '/library/uploads',
    upload: (id: string) => `/library/uploads/${part(id)}`,
  },

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

  admin: {
    audit: (filter: AuditQuery = {}) => `/admin/audit${query({ ...filter })}`,
    /** What became of letters, and what each looks like. */
    letters: () => '/admin/letters',
    conversions: () => '/admin/conversions',
    imports: () => '/admin/imports',
    import: (id: string, shown: { of?: string; after?: number } = {}) =>
      `/admin/imports/${part(id)}${query({ ...shown })}`,
    importReport: (id: string) => `/admin/imports/${part(id)}/report.csv`,
    metadata: () => '/admin/metadata',
    newField: () => '/admin/metadata/new',
    field: (key: string) => `/admin/metadata/fields/${part(key)}`,
    /** What another type would make of the values of a field, asked before it is done. */
    fieldType: (key: string, target: { type?: string; isLocalizable?: string } = {}) =>
      `/admin/metadata/fields/${part(key)}/type${query(target)}`,
    vocabularies: () => '/admin/metadata/vocabularies',
    vocabulary: (key: string) => `/admin/metadata/vocabularies/${part(key)}`,
    term: (key: string, id: number) => `/admin/metadata/vocabularies/${part(key)}/terms/${id}`,
    templates: () => '/admin/metadata/templates',
    newTemplate: (given: { folder?: string } = {}) => `/admin/metadata/templates/new${query(given)}`,
    template: (id: string) => `/admin/metadata/templates/${part(id)}`,
    fieldGroup: (key: string) => `/admin/metadata/groups/${part(key)}`,
    /** What was searched for: by default what nothing was found by. */
    searches: (shown: { of?: 'all'; added?: string } = {}) => `/admin/searches${query({ ...shown })}`,
    /** Where words that were searched for become another name of a term. */
    searchSynonym: (q: string) => `/admin/searches/synonym${query({ q })}`,
    reviewTemplates: () => '/admin/review-templates',
    newReviewTemplate: () => '/admin/review-templates/new',
    reviewTemplate: (id: string) => `/admin/review-templates/${part(id)}`,
    presets: () => '/admin/presets',
    newPreset: () => '/admin/presets/new',
    /** Shows what unsaved settings make of three files. */
    presetSample: () => '/admin/presets/sample',
    preset: (key: string) => `/admin/presets/${part(key)}`,
    storage: () => '/admin/storage',
    auditExport: (filter: AuditQuery = {}) => `/admin/audit.csv${query({ ...filter })}`,
  },

  api: { uploads: () => '/api/uploads', upload: (id: string) => `/api/uploads/${id}` },
}
