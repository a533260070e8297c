import { annotationUrls } from './annotations'
import { type LibraryQuery, part, query } from './parts'

/** URLs of the library and of its assets. */
export const libraryUrls = {
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
}
