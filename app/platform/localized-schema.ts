import { z } from 'zod'
import { LOCALES } from './language'

/** Validates a text by language, from form fields `name.en`, `name.es`, …; an empty field removes that language. */
export const localizedSchema = (max: number) =>
  z.strictObject(Object.fromEntries(LOCALES.map((locale) => [locale, z.string().trim().max(max).optional()])))
