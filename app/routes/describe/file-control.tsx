import type { SerializeFrom } from '@remix-run/node'
import { useTranslation } from 'react-i18next'
import { directionOf } from '~/platform/language'
import { Button } from '~/ui/button'
import { useScripted } from '~/ui/scripting'
import { TextArea, TextField } from '~/ui/text-field'
import { dispatchChange } from '~/ui/unsaved-changes'
import { MetadataControl } from '../library/metadata-control'
import { fieldName } from '../metadata/field-name'
import type { Typed } from './describe-form'
import type { FileControl as Control } from './load-files.server'

interface FileControlProps {
  control: SerializeFrom<Control>
  formId: string
  errors: Record<string, string[]>
  typed: Typed | undefined
  isOneOfMany: boolean
}

/** Texts of more characters get a box of several lines. */
const ONE_LINE = 300

/** A field of a file in one language, beside what the file says in its own. */
export function FileControl({ control, formId, errors, typed, isOneOfMany }: FileControlProps) {
  const { name, locale, field, value, source } = control
  const { t } = useTranslation(['quality', 'metadata', 'library'])
  const given = typedAt(typed, name)
  if (!field.isLocalizable)
    return (
      <div className="stack-s">
        <MetadataControl formId={formId} field={withTyped(field, given)} name={name} source="" errors={errors} />
        {isOneOfMany && !field.terms && <SameForOthers name={name} />}
      </div>
    )
  const props = {
    ...{ id: `${formId}-${name}`, name, errors: errors[name], maxLength: field.mostLength },
    label: `${fieldName(t as never, field)} · ${t(`library:language.${locale}`)}`,
    ...{ defaultValue: given ?? value, lang: locale, dir: directionOf(locale) },
    help:
      field.help ??
      (field.isBuiltIn ? t(`metadata:built_in_help.${field.key}`, { defaultValue: '' }) : '') ??
      undefined,
  }
  return (
    <div className="stack-s">
      {source && (
        <p className="describe-source">
          <span className="sr-only">{t(`library:language.${source.locale}`)}: </span>
          <span lang={source.locale} dir="auto">
            {source.text}
          </span>
        </p>
      )}
      {field.type === 'rich_text' || field.mostLength > ONE_LINE ? (
        <TextArea {...props} help={props.help || undefined} />
      ) : (
        <TextField {...props} help={props.help || undefined} />
      )}
    </div>
  )
}

/** What was typed into a control of a form that was refused. */
function typedAt(typed: Typed | undefined, name: string): string | undefined {
  let at: unknown = typed
  for (const part of name.split('.'))
    at = at && typeof at === 'object' ? Object.entries(at).find(([key]) => key === part)?.[1] : undefined
  if (Array.isArray(at)) return at.join('\n')
  return typeof at === 'string' ? at : undefined
}

const withTyped = <Field extends Control['field']>(field: Field, typed: string | undefined): Field =>
  typed === undefined ? field : { ...field, texts: { ...field.texts, '': typed }, many: [typed] }

/** Puts what a control holds into those of the same field of all other files of the form. */
function SameForOthers({ name }: { name: string }) {
  const { t } = useTranslation('quality')
  if (!useScripted()) return null
  const key = name.split('.').at(-1)
  return (
    <p>
      <Button
        size="s"
        variant="plain"
        icon="copy"
        onClick={({ currentTarget }) => {
          const controls = [...(currentTarget.form?.elements ?? [])].filter(
            (each): each is HTMLInputElement | HTMLTextAreaElement => 'value' in each && 'name' in each,
          )
          const from = controls.find((control) => control.name === name)
          for (const control of controls)
            if (from && control.name.startsWith('of.') && control.name.endsWith(`.${key}`)) control.value = from.value
          dispatchChange(from ?? null)
        }}
      >
        {t('describe.same')}
      </Button>
    </p>
  )
}
