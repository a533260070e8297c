import type { Viewer } from './access'
import type { OutgoingTexts } from './outgoing-texts'

/** Returns the viewer as one who reads a language; the same where no texts are written for them. */
export function inLanguage<V extends Viewer>(viewer: V, locale: string): V {
  if (viewer.kind === 'nobody' || viewer.kind === 'staff' || !viewer.texts) return viewer
  return { ...viewer, texts: { ...viewer.texts, recipient: locale } }
}

/** Returns the texts that a viewer's files carry; undefined where they leave with the credit alone. */
export const textsFor = (viewer: Viewer): OutgoingTexts | undefined =>
  viewer.kind === 'visitor' || viewer.kind === 'link' ? viewer.texts : undefined
