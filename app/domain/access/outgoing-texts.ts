/** Which texts files carry that leave through a portal or share: the credit alone, all approved texts, or none at all. */
export const EMBEDS = ['credit', 'all', 'none'] as const
export type Embeds = (typeof EMBEDS)[number]

/** The texts that are written into files for a viewer. */
export interface OutgoingTexts {
  embeds: Exclude<Embeds, 'credit'>
  /** The language that the portal or share fixes; null for that of the recipient. */
  language: string | null
  /** The language of whoever asks. */
  recipient?: string
}

/** Returns what a portal or share says of the texts in its files; nothing where they leave with the credit alone. */
export const outgoingTexts = ({
  embeds,
  embedLanguage,
}: {
  embeds: Embeds
  embedLanguage: string | null
}): { texts?: OutgoingTexts } => (embeds === 'credit' ? {} : { texts: { embeds, language: embedLanguage } })

/** Returns the language in which texts are written. */
export const languageOf = ({ language, recipient }: OutgoingTexts): string => language ?? recipient ?? 'en'
