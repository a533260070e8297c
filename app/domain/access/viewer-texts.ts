import type { Embeds, TextRule } from '~/platform/embedding/text-rule'
import type { Viewer } from './access'

/** Returns the viewer as one who reads a language, by its BCP 47 tag. */
export const inLanguage = <V extends Viewer>(viewer: V, locale: string): V =>
  viewer.kind === 'nobody' ? viewer : { ...viewer, reads: locale }

/** Texts as they are written into one file. */
export interface WrittenTexts {
  embeds: Exclude<Embeds, 'credit'>
  /** A BCP 47 tag. */
  language: string
}

/**
 * Returns the texts that a file carries for a viewer; undefined where it leaves with the credit alone. What made the file, a
 * preset, has its own rule before that of the portal or share; but where that has all texts taken out, none is written.
 */
export function textsFor(viewer: Viewer, rule?: TextRule): WrittenTexts | undefined {
  if (viewer.kind === 'nobody' || viewer.kind === 'guest') return undefined
  const place = viewer.kind === 'staff' ? undefined : viewer.texts
  const said = place?.embeds === 'none' ? place : (rule ?? place)
  if (!said || said.embeds === 'credit') return undefined
  return { embeds: said.embeds, language: said.embedLanguage ?? viewer.reads ?? 'en' }
}
