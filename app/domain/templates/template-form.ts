import { z } from 'zod'
import { FIELD_ID, keywordsOf } from '~/domain/metadata/built-in'
import type { MetadataField } from '~/domain/metadata/field'
import { inputsSchema } from '~/domain/metadata/field-input'
import { KINDS } from '~/platform/files/kinds'
import { nameSchema } from '~/platform/name-schema'
import { isWebAddress } from '~/platform/web-address'
import { APPLIES, TEMPLATE_MODES } from './template'

/** Longest name, in characters, and folders in which a template applies. */
const [MOST_NAME, MOST_FOLDERS] = [80, 200]

/** Returns the fields that a template can set or require: those in use, without links to other assets. */
export const fieldsOfTemplates = (fields: readonly MetadataField[]): MetadataField[] =>
  fields.filter(({ type, retiredAt }) => !retiredAt && type !== 'asset')

/** Returns whether a field is the keywords as words, which a form has as one line. */
export const isKeywordLine = ({ id, vocabularyId }: Pick<MetadataField, 'id' | 'vocabularyId'>): boolean =>
  id === FIELD_ID.keywords && vocabularyId === null

const Mode = z.enum(TEMPLATE_MODES).optional()

/** Returns the schema of the form of a template; a template needs no field, even of those that assets cannot be without. */
export function templateSchema(all: readonly MetadataField[]) {
  const fields = fieldsOfTemplates(all)
  const gone = all.filter(({ type, retiredAt }) => retiredAt && type !== 'asset')
  const others = fields.filter((field) => !isKeywordLine(field)).map((field) => ({ ...field, isRequired: false }))
  return z
    .strictObject({
      name: nameSchema(MOST_NAME),
      kinds: z.array(z.enum(KINDS)).max(KINDS.length).default([]),
      applies: z.enum(APPLIES).default('chosen'),
      folders: z
        .array(z.uuid().optional())
        .max(MOST_FOLDERS)
        .default([])
        .transform((ids) => ids.flatMap((id) => id ?? [])),
      keywords: z
        .string()
        .max(4000)
        .default('')
        .transform((line) => keywordsOf(line)),
      fields: inputsSchema(others, gone),
      modes: z.strictObject(Object.fromEntries([...fields, ...gone].map(({ key }) => [key, Mode]))).default({}),
      required: z
        .array(z.string().max(40))
        .max(fields.length + gone.length)
        .default([]),
    })
    .superRefine(({ applies, folders, fields: inputs }, context) => {
      if (applies === 'folders' && folders.length === 0)
        context.addIssue({ code: 'custom', path: ['folders'], message: 'template.no_folder' })
      const address = inputs.licence_url
      if (typeof address === 'string' && address && !isWebAddress(address))
        context.addIssue({ code: 'custom', path: ['fields', 'licence_url'], message: 'form.invalid' })
    })
}

export type TemplateInput = z.output<ReturnType<typeof templateSchema>>
