import { type MediaPresetName, PRESETS, type PresetName, type Use } from './presets'

/** Kinds of files by what is made of them. */
export type Family = 'picture' | 'document' | 'film' | 'sound' | 'font' | 'model' | 'contents'

const FAMILY_OF_KIND: Record<string, Family> = {
  ...{ photo: 'picture', vector: 'picture', raw: 'picture', layered: 'picture' },
  ...{ pdf: 'document', document: 'document', presentation: 'document', spreadsheet: 'document' },
  ...{ video: 'film', audio: 'sound', font: 'font', model: 'model' },
  ...{ archive: 'contents', text: 'contents', code: 'contents', data: 'contents' },
}

/** Returns the family of a kind of file; undefined when nothing is made of it. */
export const familyOf = (kind: string): Family | undefined => FAMILY_OF_KIND[kind]

export const KINDS_WITH_FORMS = Object.keys(FAMILY_OF_KIND)

type Name = PresetName | MediaPresetName

const ALL = Object.keys(PRESETS) as PresetName[]
/** The pictures that pages show, of whatever file. */
const SHOWN = ALL.filter((name) =>
  (PRESETS[name].uses as readonly Use[]).some((use) => use === 'tile' || use === 'picture'),
)

/** The forms of each family that our decoder draws, from the file or from a picture that a converter made of it. */
export const PICTURES_OF: Record<Family, readonly PresetName[]> = {
  ...{ picture: ALL, document: SHOWN, film: SHOWN, sound: SHOWN, font: SHOWN, model: SHOWN },
  contents: [],
}

/** The other forms of each family, in the order in which they are made: what viewers play or show, and `web` where it is no picture. */
export const MEDIA_OF: Record<Family, readonly Name[]> = {
  picture: [],
  /** PDF in the resolution of screens. */
  document: ['contents', 'view', 'web'],
  /** MP4 of 720 lines and of 1080. */
  film: ['contents', 'view', 'strip', 'web'],
  /** MP3. */
  sound: ['contents', 'view', 'web'],
  font: ['contents'],
  model: ['contents'],
  contents: ['contents'],
}

/** Kinds of files that have a form for the web; of others the original alone may leave. */
export const KINDS_WITH_WEB = KINDS_WITH_FORMS.filter((kind) => {
  const family = familyOf(kind)
  return family && [...PICTURES_OF[family], ...MEDIA_OF[family]].includes('web')
})

/** Whether a kind has pictures in lists and on pages. */
export const hasPictures = (kind: string): boolean => {
  const family = familyOf(kind)
  return family !== undefined && PICTURES_OF[family].length > 0
}
