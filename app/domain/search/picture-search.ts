import { z } from 'zod'

/** Largest file that somebody may search by. */
export const MOST_PICTURE_BYTES = 12_000_000
/** Minutes after which a picture that somebody searched by is forgotten. */
export const KEPT_MINUTES = 60

/** The file that is searched by. */
export const PictureSearchInput = z.strictObject({
  file: z.file('picture.not_given').min(1, 'picture.not_given').max(MOST_PICTURE_BYTES, 'picture.too_large'),
})
