/** Which texts files carry that leave: the credit alone, all approved texts, or none at all. */
export const EMBEDS = ['credit', 'all', 'none'] as const
export type Embeds = (typeof EMBEDS)[number]

/** What a portal, share or preset says of the texts in its files. */
export interface TextRule {
  embeds: Embeds
  /** The language that is fixed; null for that of the recipient. */
  embedLanguage: string | null
}
