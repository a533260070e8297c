/** What the field of a search offers while somebody types. */
export interface Suggestion {
  href: string
  text: string
  /** What the text is: a keyword, a creator, a collection, a file; or the name of a custom field. */
  kind: string
  note?: string
  /** Language of the text, if it differs from the page's. */
  lang?: string
  src?: string
}

/** What was typed, in the form in which suggestions for it are kept. */
export const suggestedFor = (typed: string): string => typed.slice(0, 100).replace(/\s+/g, ' ').trimStart()
