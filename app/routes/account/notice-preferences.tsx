import type { SubmissionResult } from '@conform-to/react'
import { Form, useNavigation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CHANNELS, type Channel } from '~/domain/notices/notice'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { Select } from '~/ui/select'
import { TIME_ZONES } from '~/ui/time-zones'

export interface NoticePreferencesProps {
  types: { type: string; channel: Channel; isAlwaysTold: boolean }[]
  schedule: { hour: number; zone: string; quietFrom: number | null; quietTo: number | null }
  sendsMail: boolean
  result?: SubmissionResult<string[]>
  children: ReactNode
}

const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, '0')}:00`,
}))

/** How a person is told of what concerns them, and when letters come. */
export function NoticePreferences({ types, schedule, sendsMail, result, children }: NoticePreferencesProps) {
  const { t } = useTranslation('inbox')
  const busy = useNavigation().formData?.get('intent') === 'notices'
  const zones = TIME_ZONES.includes(schedule.zone) ? TIME_ZONES : [schedule.zone, ...TIME_ZONES]
  const errors = result?.error ?? {}
  const quiet = [{ value: '', label: t('prefs.no_quiet') }, ...HOURS]
  const hourOf = (hour: number | null) => (hour === null ? '' : String(hour))
  return (
    <Form method="post" className="stack panel" id="notices">
      <h2>{t('prefs.title')}</h2>
      <p className="muted">{t('prefs.intro')}</p>
      {children}
      {!sendsMail && <Notice tone="warn">{t('prefs.no_mail')}</Notice>}
      <input type="hidden" name="intent" value="notices" />
      <ul className="plain-list inbox-channels">
        {types.map(({ type, channel, isAlwaysTold }) => (
          <li key={type}>
            <Select
              name={`channels.${type}`}
              label={t(`type.${type}.name`)}
              defaultValue={channel}
              errors={errors[`channels.${type}`] ?? undefined}
              options={CHANNELS.filter((each) => each !== 'none' || !isAlwaysTold).map((value) => ({
                value,
                label: t(`prefs.channel.${value}`),
              }))}
            />
          </li>
        ))}
      </ul>
      <div className="field-row">
        <Select name="hour" label={t('prefs.hour')} defaultValue={String(schedule.hour)} options={HOURS} />
        <Select
          name="zone"
          label={t('prefs.zone')}
          defaultValue={schedule.zone}
          errors={errors.zone ?? undefined}
          options={zones.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
        />
      </div>
      <div className="field-row">
        <Select
          name="quietFrom"
          label={t('prefs.quiet_from')}
          defaultValue={hourOf(schedule.quietFrom)}
          options={quiet}
        />
        <Select
          name="quietTo"
          label={t('prefs.quiet_to')}
          defaultValue={hourOf(schedule.quietTo)}
          errors={errors.quietTo ?? undefined}
          options={quiet}
        />
      </div>
      <p className="muted">{t('prefs.quiet_help')}</p>
      <p className="button-row">
        <Button type="submit" busy={busy}>
          {t('prefs.submit')}
        </Button>
      </p>
    </Form>
  )
}
