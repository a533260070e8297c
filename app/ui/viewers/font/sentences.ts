import type { Locale } from '~/platform/language'

/** A sentence of each language of the product, with the letters that are typical of it. */
export const SENTENCES: Record<Locale, string> = {
  en: 'Quick foxes jump over hazy brown hills, while we view the quiet valley below.',
  es: 'El pingüino de Begoña bebió café y zumo de kiwi; ¡qué mañana más dulce!',
  eu: 'Ñabar xumea: txoriek itsasoko haizea, hezea eta gozoa, abesten dute.',
  fr: 'Ça y est : le garçon naïf goûte l’œuf, où l’été brûle, près du château.',
  de: 'Jörg übt auf der Straße, während süße Äpfel von den Bäumen fallen.',
  ar: 'تحكي الصورة قصة المدينة، وضوء الصباح يغطي البحر والجبال.',
}
