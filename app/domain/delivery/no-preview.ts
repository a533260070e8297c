import { hasPictures } from '~/platform/images/families'

/**
 * Why outsiders see no preview, in words that say nothing of the server: `waiting` it is being made · `locked` the file has a
 * password · `failed` none could be made · `unknown` there is none for files of this kind.
 */
export type NoPreview = 'waiting' | 'locked' | 'failed' | 'unknown'

interface PreviewFacts {
  kind: string
  unpreviewableReason: string | null
  state: 'waiting' | 'made' | 'impossible' | 'failed' | null
  reason: string | null
}

/** Returns why a version has no preview; undefined when it has one. */
export function noPreview({ kind, unpreviewableReason, state, reason }: PreviewFacts): NoPreview | undefined {
  if (state === 'made') return undefined
  if (unpreviewableReason || !hasPictures(kind) || state === 'impossible') return 'unknown'
  if (state === 'failed') return reason === 'convert_password' ? 'locked' : 'failed'
  return 'waiting'
}
