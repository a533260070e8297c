/** Every letter of the product, by the name under which it is previewed. A letter is added here and to `letter-samples`. */
export const LETTER_NAMES = [
  'approved',
  'changes_asked',
  'invite',
  'reset',
  'new_matches',
  'notice',
  'notices',
] as const
export type LetterName = (typeof LETTER_NAMES)[number]
