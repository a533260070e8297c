import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Stage } from '~/domain/review/review-template'
import { Button } from '~/ui/button'
import { Checkbox } from '~/ui/checkbox'
import { FieldNotes, useField } from '~/ui/field'
import { Select } from '~/ui/select'
import { TextField } from '~/ui/text-field'

interface StageProps {
  index: number
  stage: Stage
  /** Whether it runs at the same time as the one before. */
  atOnce: boolean
  people: { id: string; name: string }[]
  /** Errors of the form, by names of fields. */
  errors: Record<string, string[]>
  onRemove?: () => void
}

/** One step of a review: who approves, how many of them, until when. */
export function StageFields({ index, stage, atOnce, people, errors, onRemove }: StageProps) {
  const { t } = useTranslation('review-steps')
  const name = (field: string) => `stages[${index}].${field}`
  const { voters } = stage
  const given = voters.kind === 'role' ? voters.role : 'people'
  const [who, setWho] = useState<string>(given)
  return (
    <li>
      <fieldset className="panel stack-s">
        <legend>{t('form.step', { number: index + 1 })}</legend>
        {index > 0 && <Checkbox name={name('atOnce')} label={t('form.at_once')} defaultChecked={atOnce} />}
        <div className="field-row">
          <Select
            name={name('voters')}
            label={t('form.who')}
            defaultValue={given}
            onChange={(event) => setWho(event.target.value)}
            options={['manager', 'admin', 'people'].map((value) => ({ value, label: t(`form.voters.${value}`) }))}
          />
          <TextField
            name={name('quorum')}
            label={t('form.quorum')}
            errors={errors[name('quorum')]}
            type="number"
            min={1}
            max={50}
            defaultValue={stage.quorum}
            required
          />
          <TextField
            name={name('dueDays')}
            label={t('form.due')}
            errors={errors[name('dueDays')]}
            type="number"
            min={1}
            max={365}
            defaultValue={stage.dueDays ?? ''}
            optional
          />
        </div>
        {who === 'people' && (
          <People
            {...{ people, name: name('people'), errors: errors[name('people')] }}
            chosen={voters.kind === 'people' ? voters.people : []}
          />
        )}
        {onRemove && (
          <p>
            <Button variant="quiet" onClick={onRemove} aria-label={t('form.remove_step', { number: index + 1 })}>
              {t('form.remove')}
            </Button>
          </p>
        )}
      </fieldset>
    </li>
  )
}

interface PeopleProps {
  name: string
  people: StageProps['people']
  chosen: { personId: string; deputyId: string | null }[]
  errors?: string[]
}

/** Each with a deputy, who votes once the step is overdue or the person cannot. */
function People({ name, people, chosen, errors }: PeopleProps) {
  const { t } = useTranslation('review-steps')
  const state = useField({ name, errors })
  return (
    <fieldset className="fieldset stack-s" id={state.control.id} aria-describedby={state.control['aria-describedby']}>
      <legend>{t('form.people')}</legend>
      <p className="muted">{t('form.deputy_help')}</p>
      {people.slice(0, 50).map(({ id, name: personName }, at) => {
        const own = chosen.find(({ personId }) => personId === id)
        return (
          <div key={id} className="field-row">
            <Checkbox name={`${name}[${at}].personId`} value={id} label={personName} defaultChecked={!!own} />
            <Select
              name={`${name}[${at}].deputyId`}
              label={t('form.deputy_of', { name: personName })}
              defaultValue={own?.deputyId ?? ''}
              options={[
                { value: '', label: t('form.no_deputy') },
                ...people.filter((each) => each.id !== id).map((each) => ({ value: each.id, label: each.name })),
              ]}
            />
          </div>
        )
      })}
      <FieldNotes state={state} />
    </fieldset>
  )
}
