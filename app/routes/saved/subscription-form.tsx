import { Form, useNavigation } from '@remix-run/react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CADENCES, COLLECTED_MINUTES, MOST_KNOWN, type Subscription } from '~/domain/saved/subscription'
import { formatDateTime, formatNumber } from '~/i18n/format'
import { useBeforePaint } from '~/ui/before-paint'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { RadioCards } from '~/ui/radio-cards'
import { Select } from '~/ui/select'
import { TIME_ZONES } from '~/ui/time-zones'
import { useDefaultTimeZone } from '../library/default-time-zone'

const HOURS = Array.from({ length: 24 }, (_, hour) => hour)
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7]

/** Whether, when and in which zone letters tell what a search finds anew. */
export function SubscriptionForm({
  subscription,
  sendsMail,
  errors,
  done,
  locale,
}: {
  subscription: Subscription | undefined
  sendsMail: boolean
  errors?: Partial<Record<string, string[] | null>>
  done: string | undefined
  locale: string
}) {
  const { t } = useTranslation(['saved', 'errors'])
  const navigation = useNavigation()
  const busy = navigation.formData?.get('intent') === 'subscribe'
  const zone = useOwnZone(subscription?.zone)
  const zones = TIME_ZONES.includes(zone) ? TIME_ZONES : [zone, ...TIME_ZONES]
  return (
    <section className="panel stack" aria-labelledby="letters-title">
      <h2 id="letters-title">{t('letters.title')}</h2>
      {!sendsMail && <Notice tone="warn">{t('letters.no_mail')}</Notice>}
      {(done === 'subscribe' || done === 'unsubscribe') && (
        <Notice tone="ok" live="polite">
          {t(`letters.${done}d`)}
        </Notice>
      )}
      {subscription && !subscription.isKnown && (
        <Notice tone="warn">{t('errors:saved_search.too_wide', { most: formatNumber(MOST_KNOWN, locale) })}</Notice>
      )}
      <p className="muted">
        {subscription && subscription.cadence !== 'instant'
          ? t('letters.next', { date: formatDateTime(subscription.nextAt, subscription.zone, locale) })
          : t('letters.intro')}
      </p>
      <Form method="post" className="stack letters-form">
        <input type="hidden" name="intent" value="subscribe" />
        <RadioCards
          name="cadence"
          legend={t('letters.cadence')}
          defaultValue={subscription?.cadence ?? 'daily'}
          errors={errors?.cadence ?? undefined}
          cards={CADENCES.map((value) => ({
            ...{ value, title: t(`cadence.${value}`) },
            help: t(`cadence_help.${value}`, { count: COLLECTED_MINUTES }),
          }))}
        />
        <div className="field-row">
          <Select
            className="letters-weekday"
            name="weekday"
            label={t('letters.weekday')}
            defaultValue={String(subscription?.weekday ?? 1)}
            options={WEEKDAYS.map((day) => ({ value: String(day), label: t(`weekday.${day}`) }))}
          />
          <Select
            name="hour"
            label={t('letters.hour')}
            defaultValue={String(subscription?.hour ?? 8)}
            options={HOURS.map((hour) => ({ value: String(hour), label: `${String(hour).padStart(2, '0')}:00` }))}
          />
          <Select
            key={zone}
            name="zone"
            label={t('letters.zone')}
            defaultValue={zone}
            errors={errors?.zone ?? undefined}
            options={zones.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
          />
        </div>
        <p className="button-row">
          <Button type="submit" variant={subscription ? 'quiet' : 'primary'} icon="mail" busy={busy}>
            {t(subscription ? 'letters.change' : 'letters.subscribe')}
          </Button>
        </p>
      </Form>
      {subscription && (
        <Form method="post">
          <input type="hidden" name="intent" value="unsubscribe" />
          <Button type="submit" variant="plain" icon="close">
            {t('letters.end')}
          </Button>
        </Form>
      )}
    </section>
  )
}

/** The zone of a subscription; of a new one that of the browser, or that of the staff pages without scripts. */
function useOwnZone(stored: string | undefined): string {
  const [own, setOwn] = useState(useDefaultTimeZone())
  useBeforePaint(() => setOwn((before) => Intl.DateTimeFormat().resolvedOptions().timeZone || before), [])
  return stored ?? own
}
