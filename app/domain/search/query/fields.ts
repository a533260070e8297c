import { KINDS } from '~/platform/files/kinds'

/** Fields whose values are compared as text. */
export const TEXT_FIELDS = [
  ...(['kind', 'state', 'keyword', 'title', 'credit', 'creator', 'folder', 'file'] as const),
  ...(['format', 'orientation', 'colour', 'rights', 'in', 'year'] as const),
  ...(['missing', 'incomplete', 'is'] as const),
] as const
export type TextField = (typeof TEXT_FIELDS)[number]

/** Fields with values on a scale: pixels, bytes, seconds, pages, days. */
export const RANGE_FIELDS = ['width', 'height', 'size', 'duration', 'pages', 'created'] as const
export type RangeField = (typeof RANGE_FIELDS)[number]

/** Other names under which fields are typed. */
const ALIASES: Record<string, TextField | RangeField> = {
  ...{ tag: 'keyword', keywords: 'keyword', tags: 'keyword', filename: 'file', name: 'file', ext: 'format' },
  ...{ extension: 'format', color: 'colour', collection: 'in', photographer: 'creator', length: 'duration' },
  ...{ date: 'created', type: 'kind', by: 'creator' },
}

export const STATES = ['draft', 'in_review', 'changes_asked', 'approved', 'embargo', 'expired'] as const
export const ORIENTATIONS = ['landscape', 'portrait', 'square'] as const
/** `clear`: may be used now; `ending`: for at most 30 more days. */
export const RIGHTS_STATES = ['clear', 'ending', 'embargo', 'expired'] as const
export type RightsState = (typeof RIGHTS_STATES)[number]
export const COLOURS = [
  ...(['red', 'orange', 'yellow', 'green', 'turquoise', 'blue', 'purple', 'pink'] as const),
  ...(['brown', 'black', 'grey', 'white'] as const),
] as const
export type Colour = (typeof COLOURS)[number]

/** What staff look for to mend or use: texts that were changed and wait, older translations, files that nobody uses. */
export const CONDITIONS = ['pending', 'stale', 'unused', 'never_approved'] as const
export type Condition = (typeof CONDITIONS)[number]

/** Fields that have no values but these. */
const CLOSED: Partial<Record<TextField, readonly string[]>> = {
  ...{ kind: KINDS, state: STATES, orientation: ORIENTATIONS, rights: RIGHTS_STATES, colour: COLOURS },
  is: CONDITIONS,
}

/** Returns the field of a name, in whatever case; undefined for other names. */
export function fieldOf(name: string): TextField | RangeField | undefined {
  const known = name.toLowerCase()
  const all: readonly (TextField | RangeField)[] = [...TEXT_FIELDS, ...RANGE_FIELDS]
  return all.find((field) => field === known) ?? (Object.hasOwn(ALIASES, known) ? ALIASES[known] : undefined)
}

export const isRangeField = (field: TextField | RangeField): field is RangeField =>
  RANGE_FIELDS.some((each) => each === field)

/** Returns `#1a5fb4` of it or of its short form `#15b`; undefined for what is neither. */
function colourCode(known: string): string | undefined {
  const long = known.replace(/^#([0-9a-f])([0-9a-f])([0-9a-f])$/, '#$1$1$2$2$3$3')
  return /^#[0-9a-f]{6}$/.test(long) ? long : undefined
}

/** Returns a value as the field has it; undefined for one that the field cannot have. */
export function knownValue(field: TextField, value: string): string | undefined {
  const closed = CLOSED[field]
  const known = value.toLowerCase()
  if (field === 'colour' && known.startsWith('#')) return colourCode(known)
  if (closed) return closed.includes(known) ? known : undefined
  // The key of a field, and a language: `missing:alt_text.eu`.
  if (field === 'missing') return /^[a-z]\w{0,39}(\.[a-z]{2,3}(-[a-z0-9]{2,8})*)?$/.test(known) ? known : undefined
  if (field === 'year') return /^\d{4}$/.test(value) ? value : undefined
  if (field === 'format') return /^\.?\w{1,12}$/.test(known) ? known.replace('.', '') : undefined
  return /[\p{L}\p{N}]/u.test(value) ? value : undefined
}

/** What stands before the key of a custom field that is called like a built-in one. */
const CUSTOM = 'field.'

/** Returns the key of the custom field that a name means: `field.year` is that of the brand, and not the built-in one. */
export const customName = (name: string): string => {
  const known = name.toLowerCase()
  return known.startsWith(CUSTOM) ? known.slice(CUSTOM.length) : known
}

/** Returns the name under which a custom field is typed. */
export const nameOfCustom = (key: string): string => (fieldOf(key) || key.length < 2 ? CUSTOM + key : key)

/** Returns the name under which values of a custom field are stored. */
export const tokenField = (key: string): string => CUSTOM + key
