import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { IngestRules } from '~/domain/folders/ingest-rules'
import { LONGEST_PATTERN } from '~/domain/folders/name-pattern'
import { KINDS } from '~/platform/files/kinds'
import { KindChoices } from '~/routes/library/kind-choices'
import { summaryErrors } from '~/routes/library/summary-errors'
import { Button, ButtonLink } from '~/ui/button'
import { Checkbox } from '~/ui/checkbox'
import { ErrorSummary } from '~/ui/error-summary'
import { TextField } from '~/ui/text-field'

interface RulesFields {
  kinds: string[]
  extensions: string
  leastSide: string
  profile: string
  namePattern: string
  isScanned: string
}

interface RulesFormProps {
  /** The rules that apply now, with which the form is filled. */
  rules: IngestRules | undefined
  hasScan: boolean
  result: SubmissionResult<string[]> | undefined
  back: string
}

/** The rules of a folder. */
export function RulesForm({ rules, hasScan, result, back }: RulesFormProps) {
  const { t } = useTranslation('holds')
  const [form, fields] = useForm<RulesFields>({
    id: 'rules',
    lastResult: result,
    defaultValue: {
      ...{ kinds: rules?.kinds ?? [], extensions: rules?.extensions.join(', ') ?? '' },
      ...{ leastSide: String(rules?.leastSide ?? ''), profile: rules?.profile ?? '' },
      ...{ namePattern: rules?.namePattern ?? '', isScanned: rules?.isScanned ? 'on' : '' },
    },
  })
  return (
    <Form method="post" {...getFormProps(form)} className="stack panel">
      <ErrorSummary errors={summaryErrors(form.id, form.allErrors)} />
      <input type="hidden" name="intent" value="set" />
      <KindChoices
        field={fields.kinds}
        legend={t('rules.kinds')}
        help={t('rules.kinds_help')}
        kinds={KINDS}
        chosen={[fields.kinds.initialValue ?? []].flat().flatMap((kind) => kind ?? [])}
      />
      <TextField
        field={fields.extensions}
        label={t('rules.extensions')}
        help={t('rules.extensions_help')}
        maxLength={600}
        optional
      />
      <TextField
        field={fields.leastSide}
        label={t('rules.least_side')}
        help={t('rules.least_side_help')}
        {...{ type: 'number', min: 1, max: 100_000 }}
        optional
      />
      <TextField
        field={fields.profile}
        label={t('rules.profile')}
        help={t('rules.profile_help')}
        maxLength={100}
        optional
      />
      <TextField
        field={fields.namePattern}
        label={t('rules.name_pattern')}
        help={t('rules.name_pattern_help')}
        maxLength={LONGEST_PATTERN}
        optional
      />
      <Checkbox
        field={fields.isScanned}
        label={t('rules.scan')}
        help={t(hasScan ? 'rules.scan_help' : 'rules.scan_missing')}
        defaultChecked={fields.isScanned.initialValue === 'on'}
      />
      <p className="button-row">
        <Button type="submit" variant="primary">
          {t('rules.save')}
        </Button>
        <ButtonLink to={back}>{t('rules.cancel')}</ButtonLink>
      </p>
    </Form>
  )
}
