import { part, query } from './parts'

/** URLs of briefs for staff. */
export const briefUrls = {
  list: () => '/briefs',
  new: () => '/briefs/new',
  /** A brief at a glance; with a guest all that came from there. */
  show: (id: string, shown: { guest?: string } = {}) => `/briefs/${part(id)}${query({ ...shown })}`,
  edit: (id: string) => `/briefs/${part(id)}/edit`,
  /** The pictures of a reference kit, as data; that of a brief whoever made the link. */
  kit: (share: string, brief?: string) => `/briefs/kits/${part(share)}${query({ brief })}`,
  /** Texts that contributors accept. */
  agreements: () => '/admin/agreements',
  newAgreement: () => '/admin/agreements/new',
  agreement: (id: string) => `/admin/agreements/${part(id)}`,
}
