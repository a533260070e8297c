import { z } from 'zod'
import { KINDS } from '~/platform/files/kinds'
import { localizedSchema } from '~/platform/localized-schema'

/** Types that a new field may have, and that an old one may get. */
export const NEW_TYPES = ['text', 'rich_text', 'number', 'date', 'boolean', 'place'] as const
export type NewType = (typeof NEW_TYPES)[number]
/** Types of which a new field says its vocabulary too, and which stay as they are. */
export const TERM_TYPES = ['term', 'terms'] as const
/** Types of persons of the register and of links to assets, which stay as they are. */
export const LINK_TYPES = ['person', 'persons', 'asset'] as const

/** Types of which values can be in several languages. */
export const TRANSLATED_TYPES: readonly string[] = ['text', 'rich_text']

const TAG = /^[A-Za-z][\w-]{0,39}:[A-Za-z][\w.-]{0,79}$/
const MOST_TAGS = 20

/** Tags of files in the order of precedence, one a line: `XMP-dc:Title`. */
const Tags = z
  .string()
  .max(2000)
  .default('')
  .transform((text) => [...new Set(text.split(/[\s,;]+/).filter(Boolean))])
  .refine((tags) => tags.length <= MOST_TAGS && tags.every((tag) => TAG.test(tag)), 'metadata.tags')

export const FLAGS = [
  ...(['isRequired', 'isRequiredForApproval', 'isPublic', 'isSearchable', 'isFacet', 'allowsCorrections'] as const),
] as const

const flag = z.boolean().default(false)

const Group = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)

/** What is changed of a field. Of a built-in one only name, help, group, tags, and whether it is needed before approval. */
export const FieldSettings = z.strictObject({
  labels: localizedSchema(80),
  help: localizedSchema(300),
  group: Group,
  kinds: z.array(z.enum(KINDS)).max(KINDS.length).default([]),
  ...{ isRequired: flag, isRequiredForApproval: flag, isPublic: flag, isSearchable: flag, isFacet: flag },
  allowsCorrections: flag,
  mostLength: z.number().int().min(1).max(20_000).optional(),
  tags: Tags,
})

const Key = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, 'metadata.key')

/** The form of a new field; a name in any language is needed. */
export const NewField = FieldSettings.extend({
  key: Key,
  type: z.enum([...NEW_TYPES, ...LINK_TYPES, ...TERM_TYPES]),
  isLocalizable: flag,
  /** Key of the vocabulary of terms. */
  vocabulary: Group.optional(),
}).superRefine(({ labels, isLocalizable, type, vocabulary }, context) => {
  if (!Object.values(labels).some(Boolean))
    context.addIssue({ code: 'custom', path: ['labels', 'en'], message: 'form.required' })
  if (isLocalizable && !TRANSLATED_TYPES.includes(type))
    context.addIssue({ code: 'custom', path: ['isLocalizable'], message: 'metadata.not_translated' })
  if (!vocabulary && (TERM_TYPES as readonly string[]).includes(type))
    context.addIssue({ code: 'custom', path: ['vocabulary'], message: 'form.required' })
})

/** What values become. */
export const NewFieldType = z.strictObject({ type: z.enum(NEW_TYPES), isLocalizable: flag })

export const NewGroup = z.strictObject({ key: Key, labels: localizedSchema(80) })
