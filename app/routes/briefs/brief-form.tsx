import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { Form, useFetcher, useNavigation } from '@remix-run/react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Brief, NOTICES } from '~/domain/intake/brief'
import { contradictionsOf } from '~/domain/intake/contradictions'
import { ButtonLink } from '~/ui/button'
import { Checkbox } from '~/ui/checkbox'
import { ErrorSummary } from '~/ui/error-summary'
import { RadioCards } from '~/ui/radio-cards'
import { SaveBar } from '~/ui/save-bar'
import { Select } from '~/ui/select'
import { useUnsavedChanges } from '~/ui/unsaved-changes'
import { urls } from '~/urls'
import { LocalizedField } from '../library/localized-field'
import { summaryErrors } from '../library/summary-errors'
import { wholeTextErrors } from '../library/whole-text-errors'
import { Contradictions, contradictionsIn } from './contradictions'
import { FieldRows } from './field-rows'
import type { KitPicture } from './kit-pictures.server'
import type { BriefChoices, Choice } from './load-choices.server'
import { LimitFields, RuleFields } from './rule-fields'
import { SlotRows } from './slot-rows'
import { scalarsOf, valuesOf } from './typed-brief'

interface BriefFormProps {
  /** What is changed; undefined for a new one. */
  brief?: Brief
  choices: BriefChoices
  /** The zone of a new one. */
  zone: string
  locale: string
  result?: SubmissionResult<string[]>
}

/** Everything that is set of a brief, in the order in which one thinks of it. */
export function BriefForm({ brief, choices, zone, locale, result }: BriefFormProps) {
  const { t } = useTranslation('briefs')
  const busy = useNavigation().formMethod === 'POST'
  const [form, fields] = useForm<ReturnType<typeof scalarsOf>>({
    id: 'brief',
    lastResult: result,
    defaultValue: scalarsOf(brief, zone),
  })
  const values = valuesOf(brief, result)
  const source = brief?.sourceLocale ?? locale
  const wrong = wholeTextErrors(form.allErrors, ['title'], source)
  const errors = summaryErrors(form.id, wrong)
  const { ref, changed } = useUnsavedChanges(undefined)
  const [found, setFound] = useState(() =>
    brief ? contradictionsOf({ ...brief, hasDeadline: brief.dueAt !== null }) : [],
  )
  const kit = useFetcher<{ pictures: KitPicture[] }>()
  const pictures = kit.data?.pictures ?? choices.pictures
  const look = (event: FormEvent<HTMLFormElement>) => setFound(contradictionsIn(event.currentTarget))
  const choice = (name: 'collectionId' | 'folderId' | 'templateId' | 'shareId' | 'agreementId', of: Choice[]) => (
    <Select
      field={fields[name]}
      label={t(`field.${name}`)}
      help={t(`field.${name}_help`)}
      options={[
        { value: '', label: t(`field.${name}_none`) },
        ...of.map(({ id, name: label }) => ({ value: id, label })),
      ]}
      onChange={
        name === 'shareId'
          ? (event) => kit.load(urls.briefs.kit(event.currentTarget.value || 'none', brief?.id))
          : undefined
      }
    />
  )
  const check = (name: 'isOpenLink' | 'needsCode' | 'showsOthers' | 'needsRelease') => (
    <Checkbox field={fields[name]} value="on" label={t(`field.${name}`)} help={t(`field.${name}_help`)} />
  )
  return (
    <Form method="post" ref={ref} {...getFormProps(form)} className="stack brief-form" onInput={look} onChange={look}>
      <ErrorSummary errors={errors} />
      <section className="stack panel">
        <h2>{t('section.what')}</h2>
        <LocalizedField
          {...{ formId: form.id, name: 'title', source, errors: wrong, maxLength: 200 }}
          label={t('field.title')}
          help={t('field.title_help')}
          values={values.title}
        />
        <LocalizedField
          {...{ formId: form.id, name: 'text', source, errors: wrong, maxLength: 8000, multiline: true }}
          label={t('field.text')}
          help={t('field.text_help')}
          values={values.text}
        />
        <SlotRows {...{ formId: form.id, pictures, errors: form.allErrors }} first={values.slots} />
        {choice('shareId', choices.shares)}
      </section>
      <section className="stack panel">
        <h2>{t('section.until')}</h2>
        <LimitFields fields={fields} />
      </section>
      <section className="stack panel">
        <h2>{t('section.rules')}</h2>
        <p className="muted">{t('section.rules_help')}</p>
        <RuleFields
          fields={fields.rules.getFieldset()}
          kinds={values.kinds}
          kindsErrors={form.allErrors['rules.kinds']}
        />
      </section>
      <section className="stack panel">
        <h2>{t('section.say')}</h2>
        <FieldRows formId={form.id} first={values.fields} choices={choices.fields} />
        {check('needsRelease')}
        {choice('agreementId', choices.agreements)}
      </section>
      <section className="stack panel">
        <h2>{t('section.who')}</h2>
        <p className="muted">{t('section.who_help')}</p>
        {check('isOpenLink')}
        {check('needsCode')}
        {check('showsOthers')}
      </section>
      <section className="stack panel">
        <h2>{t('section.where')}</h2>
        <Select
          field={fields.portalId}
          label={t('field.portalId')}
          help={t('field.portalId_help')}
          options={[
            { value: '', label: t('field.portalId_none') },
            ...choices.portals.map(({ id, name, isPublished }) => ({
              value: id,
              label: isPublished ? name : t('field.portal_unpublished', { name }),
            })),
          ]}
        />
        <div className="field-pair">
          {choice('collectionId', choices.collections)}
          {choice('folderId', choices.folders)}
          {choice('templateId', choices.templates)}
        </div>
        <RadioCards
          field={fields.notice}
          legend={t('field.notice')}
          cards={NOTICES.map((value) => ({ value, title: t(`notice.${value}`), help: t(`notice.${value}_help`) }))}
        />
      </section>
      <div aria-live="polite">
        <Contradictions found={found} />
      </div>
      <SaveBar label={t(brief ? 'form.save' : 'form.create')} {...{ busy, changed, errors }} />
      <p>
        <ButtonLink to={brief ? urls.briefs.show(brief.id) : urls.briefs.list()} variant="plain">
          {t('form.cancel')}
        </ButtonLink>
      </p>
    </Form>
  )
}
