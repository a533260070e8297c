import { z } from 'zod'

/** A name as people type it, of at most so many UTF-16 units: in one line, and of more than signs that nobody sees. */
export const nameSchema = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .transform((name) =>
      name
        .normalize('NFC')
        .replace(/[\s\p{Cc}]+/gu, ' ')
        .trim(),
    )
    .pipe(
      z
        .string()
        .max(most)
        .regex(/[^\s\p{C}\p{M}]/u, 'form.required'),
    )
