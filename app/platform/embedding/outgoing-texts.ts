/** Which texts files carry that leave: the credit alone, all approved texts, or none at all. */
export const EMBEDS = ['credit', 'all', 'none'] as const
export type Embeds = (typeof EMBEDS)[number]

/** What a portal, share or preset says of the texts in its files. */
export interface TextRule {
  embeds: Embeds
  /** The language that is fixed; null for that of the recipient. */
  embedLanguage: string | null
}

/** The texts that are written into files for a viewer. */
export interface OutgoingTexts {
  embeds: Exclude<Embeds, 'credit'>
  /** The language that is fixed; null for that of the recipient. */
  language: string | null
}

/** Returns what a rule has written into files; nothing where they leave with the credit alone. */
export const outgoingTexts = ({ embeds, embedLanguage }: TextRule): { texts?: OutgoingTexts } =>
  embeds === 'credit' ? {} : { texts: { embeds, language: embedLanguage } }
