import { captionLanguageName } from '~/platform/captions/caption-languages'
import type { FilmCaptions } from './film-player'

/** Returns the captions of a film by the tags of their languages; those in the language of the page are shown at first. */
export const captionTracks = (
  languages: readonly string[],
  pageLocale: string,
  urlOf: (locale: string) => string,
): FilmCaptions[] =>
  languages.map((lang) => ({
    ...{ lang, label: captionLanguageName(lang), src: urlOf(lang) },
    isDefault: lang === pageLocale,
  }))
