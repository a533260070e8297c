import type { Contents } from './contents'

/** Forms that viewers on pages play or show, besides pictures. */
export const VIEWED = ['view', 'strip', 'original'] as const
export type Viewed = (typeof VIEWED)[number]

/** What there is of an asset for the viewer of its kind: only what may be shown now and is made. */
export interface Viewing {
  kind: string
  extension: string
  versionId: string
  forms: Partial<Record<Viewed, { mediaType: string; width: number | null; height: number | null }>>
  contents: Contents | null
  /** BCP 47 tags of the languages that a film has captions in. */
  captions: string[]
}
