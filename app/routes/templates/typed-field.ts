import type { SubmissionResult } from '@conform-to/react'
import { TEMPLATE_MODES } from '~/domain/templates/template'
import type { Localized } from '~/platform/language'
import type { TemplateFormField } from './load-template-fields.server'

type Typed = Record<string, unknown>

/** What a form had typed into it when it was refused. */
export interface TypedTemplate {
  applies?: string
  folders: string[]
  kinds: string[]
  keywords: unknown
  fields: Typed
  modes: Typed
  required: string[]
}

/** Returns what was typed into a form that was refused; undefined when none was. */
export function typedOf(result: SubmissionResult<string[]> | undefined): TypedTemplate | undefined {
  const typed: Typed | null | undefined = result?.initialValue
  if (!typed) return undefined
  const { applies, folders, kinds, keywords, fields, modes, required } = typed
  return {
    ...{ applies: isText(applies) ? applies : undefined, keywords },
    ...{ folders: textsIn(folders), kinds: textsIn(kinds), required: textsIn(required) },
    ...{ fields: isRecord(fields) ? fields : {}, modes: isRecord(modes) ? modes : {} },
  }
}

/** Returns a field with what was typed into it, so that a form that was refused shows that without scripts, too. */
export function typedField(field: TemplateFormField, typed: TypedTemplate | undefined): TemplateFormField {
  if (!typed) return field
  const { key, terms, isLocalizable } = field
  const input = key === 'keywords' && !terms ? typed.keywords : typed.fields[key]
  const texts = textsIn(input)
  const byLocale: Localized = isRecord(input)
    ? Object.fromEntries(Object.entries(input).flatMap(([tag, text]) => (isText(text) ? [[tag, text]] : [])))
    : {}
  return {
    ...field,
    ...{ many: texts, terms: terms && { ...terms, chosen: texts } },
    texts: isLocalizable ? byLocale : { '': texts[0] ?? '' },
    mode: TEMPLATE_MODES.find((each) => each === typed.modes[key]) ?? field.mode,
    isSet: texts.length > 0 || Object.values(byLocale).some(Boolean),
    isRequiredHere: typed.required.includes(key),
  }
}

const isText = (value: unknown): value is string => typeof value === 'string'

const isRecord = (value: unknown): value is Typed =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const textsIn = (value: unknown): string[] => [value].flat().filter(isText)
