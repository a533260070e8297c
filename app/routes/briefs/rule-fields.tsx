import { useTranslation } from 'react-i18next'
import { LONGEST_PATTERN } from '~/domain/folders/name-pattern'
import { KINDS } from '~/platform/files/kinds'
import { DateTimeZoneField } from '~/ui/date-time-zone-field'
import type { FieldMeta } from '~/ui/field'
import { TextField } from '~/ui/text-field'
import { KindChoices } from '../library/kind-choices'

/** The deadline of a brief with its reminder, and how much it takes. */
export function LimitFields({
  fields,
}: {
  fields: Record<'dueAt' | 'zone' | 'remindsDays' | 'mostFiles' | 'mostGigabytes' | 'mostGuests', FieldMeta>
}) {
  const { t } = useTranslation('briefs')
  return (
    <>
      <DateTimeZoneField
        label={t('field.dueAt')}
        help={t('field.dueAt_help')}
        local={{ field: fields.dueAt }}
        zone={{ field: fields.zone }}
      />
      <div className="field-pair">
        <TextField
          field={fields.remindsDays}
          label={t('field.remindsDays')}
          help={t('field.remindsDays_help')}
          {...{ type: 'number', min: 1, max: 60 }}
          optional
        />
        <TextField field={fields.mostFiles} label={t('field.mostFiles')} {...{ type: 'number', min: 1 }} optional />
        <TextField
          field={fields.mostGigabytes}
          label={t('field.mostGigabytes')}
          {...{ type: 'number', min: 0.001, step: 'any' }}
          suffix="GB"
          optional
        />
        <TextField field={fields.mostGuests} label={t('field.mostGuests')} {...{ type: 'number', min: 1 }} optional />
      </div>
    </>
  )
}

/** What files must be like; guests are told the same before they send anything. */
export function RuleFields({
  fields,
  kinds,
  kindsErrors,
}: {
  fields: Record<'extensions' | 'leastSide' | 'profile' | 'namePattern', FieldMeta>
  kinds: string[]
  kindsErrors?: string[]
}) {
  const { t } = useTranslation(['briefs', 'holds'])
  const id = 'brief-rules.kinds'
  const field = {
    ...{ id, name: 'rules.kinds', errorId: `${id}-error`, descriptionId: `${id}-help`, errors: kindsErrors },
  }
  return (
    <>
      <KindChoices
        field={field}
        legend={t('holds:rules.kinds')}
        help={t('holds:rules.kinds_help')}
        kinds={KINDS}
        chosen={kinds}
      />
      <div className="field-pair">
        <TextField
          field={fields.extensions}
          label={t('holds:rules.extensions')}
          help={t('holds:rules.extensions_help')}
          maxLength={600}
          dir="ltr"
          optional
        />
        <TextField
          field={fields.leastSide}
          label={t('holds:rules.least_side')}
          help={t('holds:rules.least_side_help')}
          {...{ type: 'number', min: 1, max: 100_000 }}
          suffix="px"
          optional
        />
        <TextField
          field={fields.profile}
          label={t('holds:rules.profile')}
          help={t('holds:rules.profile_help')}
          maxLength={100}
          dir="ltr"
          optional
        />
        <TextField
          field={fields.namePattern}
          label={t('holds:rules.name_pattern')}
          help={t('holds:rules.name_pattern_help')}
          maxLength={LONGEST_PATTERN}
          dir="ltr"
          optional
        />
      </div>
    </>
  )
}
