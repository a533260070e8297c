import { z } from 'zod'
import { LOCALES } from '~/platform/language'
import { localizedSchema } from '~/platform/localized-schema'

/** A text that contributors accept, as its form states it. */
export const AgreementForm = z.strictObject({
  name: z.string().trim().min(1).max(120),
  texts: localizedSchema(20_000).refine((texts) => LOCALES.some((locale) => texts[locale]), 'form.required'),
  assignsRights: z.boolean().default(false),
  asksAboutAi: z.boolean().default(false),
})
export type AgreementForm = z.output<typeof AgreementForm>

export interface Agreement {
  id: string
  name: string
  createdAt: Date
  retiredAt: Date | null
}
