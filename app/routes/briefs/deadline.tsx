import type { SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { Brief, BriefState } from '~/domain/intake/brief'
import { localOf } from '~/platform/zoned-time'
import { Button } from '~/ui/button'
import { DateTimeZoneField } from '~/ui/date-time-zone-field'

interface DeadlineProps {
  brief: Pick<Brief, 'dueAt' | 'zone'>
  state: BriefState
  result: SubmissionResult<string[]> | undefined
}

/** Sets another deadline, or opens a closed brief again. */
export function Deadline({ brief: { dueAt, zone }, state, result }: DeadlineProps) {
  const { t } = useTranslation('briefs')
  const typed = result?.initialValue?.intent === 'open' ? result.initialValue : undefined
  const errors = typed ? (result?.error?.dueAt ?? undefined) : undefined
  const given = dueAt && state === 'open' ? localOf(dueAt, zone) : ''
  return (
    <section className="panel stack-s" aria-labelledby="brief-deadline">
      <h2 id="brief-deadline">{t('deadline.title')}</h2>
      <p className="muted">{t(`deadline.${state}`)}</p>
      <details className="disclosure" open={!!errors || state !== 'open'}>
        <summary>{t('deadline.other')}</summary>
        <Form method="post" className="stack-s">
          <input type="hidden" name="intent" value="open" />
          <DateTimeZoneField
            label={t('deadline.new')}
            help={t('deadline.help')}
            local={{ name: 'dueAt', defaultValue: typeof typed?.dueAt === 'string' ? typed.dueAt : given }}
            zone={{ name: 'zone', defaultValue: zone }}
            errors={errors}
          />
          <p>
            <Button type="submit" icon="calendar">
              {t(state === 'open' ? 'deadline.set' : 'deadline.open_again')}
            </Button>
          </p>
        </Form>
      </details>
    </section>
  )
}
