import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { Form, useNavigation } from '@remix-run/react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReviewTemplate, Stage } from '~/domain/review/review-template'
import { KINDS } from '~/platform/files/kinds'
import { AUTONYMS, LOCALES } from '~/platform/language'
import { Button } from '~/ui/button'
import { Checkbox } from '~/ui/checkbox'
import { ErrorSummary } from '~/ui/error-summary'
import { SaveBar } from '~/ui/save-bar'
import { Select } from '~/ui/select'
import { TextField } from '~/ui/text-field'
import { useUnsavedChanges } from '~/ui/unsaved-changes'
import { KindChoices } from '../library/kind-choices'
import { summaryErrors } from '../library/summary-errors'
import type { loadChoices } from './load-choices.server'
import { StageFields } from './stage-fields'

export type Choices = Awaited<ReturnType<typeof loadChoices>>

interface FormProps {
  /** What is changed; undefined for a new one. */
  template?: ReviewTemplate
  choices: Choices
  result?: SubmissionResult<string[]>
  saved?: unknown
}

interface FormNames {
  name: string
  kinds: string[]
  collectionId: string
  briefId: string
  locale: string
}

const FIRST: Stage = { position: 0, voters: { kind: 'role', role: 'manager' }, quorum: 1, dueDays: null }
/** As many as `MOST_STAGES`. */
const MOST = 5

/** What a template is for, and the steps of its reviews. */
export function ReviewTemplateForm({ template, choices, result, saved }: FormProps) {
  const { t } = useTranslation(['review-steps', 'library'])
  const busy = useNavigation().state === 'submitting'
  const [form, fields] = useForm<FormNames>({
    id: 'review-template',
    lastResult: result,
    defaultValue: {
      ...{ name: template?.name, kinds: template?.kinds ?? [], collectionId: template?.collectionId ?? '' },
      ...{ briefId: template?.briefId ?? '', locale: template?.locale ?? '' },
    },
  })
  const errors = summaryErrors(form.id, form.allErrors)
  const { ref, changed } = useUnsavedChanges(saved)
  const [stages, setStages] = useState(() =>
    (template?.stages ?? [FIRST]).map((stage, key, all) => ({
      ...{ key, stage, atOnce: key > 0 && all[key - 1]?.position === stage.position },
    })),
  )
  const next = useRef(stages.length)
  const add = () =>
    setStages((all) => [...all, { key: next.current++, stage: { ...FIRST, position: all.length }, atOnce: false }])
  const any = { value: '', label: t('any') }
  const options = (places: { id: string; name: string }[], chosen: string | null | undefined) => [
    any,
    ...places.map(({ id, name }) => ({ value: id, label: name })),
    ...(chosen && !places.some(({ id }) => id === chosen) ? [{ value: chosen, label: t('gone') }] : []),
  ]
  return (
    <Form method="post" ref={ref} {...getFormProps(form)} className="stack panel">
      <ErrorSummary errors={errors} />
      <TextField field={fields.name} label={t('form.name')} maxLength={80} dir="auto" required />
      <fieldset className="fieldset stack-s">
        <legend>{t('form.for')}</legend>
        <p className="muted">{t('form.for_help')}</p>
        <div className="field-row">
          <Select
            field={fields.collectionId}
            label={t('form.collection')}
            options={options(choices.collections, template?.collectionId)}
          />
          <Select field={fields.briefId} label={t('form.brief')} options={options(choices.briefs, template?.briefId)} />
          <Select
            field={fields.locale}
            label={t('form.locale')}
            options={[any, ...LOCALES.map((tag) => ({ value: tag, label: AUTONYMS[tag] ?? tag }))]}
          />
        </div>
        <KindChoices field={fields.kinds} legend={t('form.kinds')} kinds={KINDS} chosen={template?.kinds ?? []} />
      </fieldset>
      <h2>{t('form.steps')}</h2>
      <ol className="stack plain-list">
        {stages.map(({ key, stage, atOnce }, index) => (
          <StageFields
            key={key}
            {...{ index, stage, atOnce, people: choices.people, errors: form.allErrors }}
            onRemove={stages.length > 1 ? () => setStages((all) => all.filter((each) => each.key !== key)) : undefined}
          />
        ))}
      </ol>
      {stages.length < MOST && (
        <p>
          <Button icon="plus" onClick={add}>
            {t('form.add')}
          </Button>
        </p>
      )}
      <Checkbox name="allowsOwn" label={t('own')} help={t('own_help')} defaultChecked={template?.allowsOwn ?? false} />
      <Checkbox
        name="showsVotes"
        label={t('form.shows')}
        help={t('form.shows_help')}
        defaultChecked={template?.showsVotes ?? true}
      />
      <SaveBar label={t(template ? 'save' : 'form.create')} {...{ busy, changed, saved, errors }} />
    </Form>
  )
}
