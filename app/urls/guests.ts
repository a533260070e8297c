import { part, query } from './parts'

/** What the page of a guest shows besides itself: the receipt of a submission, or why files of a plain form were not taken. */
interface Shown {
  receipt?: string
  problem?: string
}

/** URLs of guests. Apart from `urls`, which every page for visitors loads. */
export const guestUrls = {
  /** The page of a personal link, or of the open link of a brief; in the portal with `slug` where the brief has one. */
  page: (token: string, slug?: string, shown: Shown = {}) =>
    `${slug ? `/p/${part(slug)}` : ''}/upload/${part(token)}${query({ ...shown })}`,
  /** POST of a plain form with files. */
  files: (token: string) => `/upload/${part(token)}/files`,
  /** POST changes or removes files that are not submitted yet. */
  change: (token: string) => `/upload/${part(token)}/change`,
  /** A picture of a version that the guest brought. */
  picture: (token: string, versionId: string, rendition: string) =>
    `/upload/${part(token)}/pictures/${part(versionId)}/${part(rendition)}`,
  /** Where bytes are sent by tus; the token is in a header. */
  bytes: () => '/api/guest-uploads',
}
