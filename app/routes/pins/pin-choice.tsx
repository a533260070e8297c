import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatDateTime } from '~/i18n/format'
import { Button, ButtonLink } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { RadioCards } from '~/ui/radio-cards'
import { RefusedNotice } from '~/ui/refused-notice'
import { useDefaultTimeZone } from '../library/default-time-zone'
import { RowPicture } from '../library/row-picture'
import type { PinsPageProps } from './pins-page'

type Open = NonNullable<PinsPageProps['data']['open']>

/** The choice of what one item delivers: whatever is approved, or one version that was. */
export function PinChoiceForm({
  open,
  locale,
  errors,
  back,
}: {
  open: Open
  locale: string
  errors: string[]
  back: string
}) {
  const { t } = useTranslation('pins')
  const zone = useDefaultTimeZone()
  const busy = useNavigation().formMethod === 'POST'
  const { asset, pin, versions } = open
  const cards = versions.map(({ id, number, fileName, approvedAt, note, isApproved }) => ({
    value: id,
    title: t('choice.version', { number }),
    meta: <bdi>{fileName}</bdi>,
    help: [
      t(isApproved ? 'choice.approved_now' : 'choice.approved', { date: formatDateTime(approvedAt, zone, locale) }),
      note,
    ]
      .filter(Boolean)
      .join(' '),
  }))
  return (
    <Form method="post" className="stack panel">
      <p className="relation-row">
        <RowPicture asset={asset} />
        <bdi>{asset.title}</bdi>
      </p>
      <RefusedNotice messages={errors} />
      {pin?.isWithdrawn && <Notice tone="bad">{t('withdrawn', { number: pin.number })}</Notice>}
      {versions.length === 0 && <Notice>{t('choice.none')}</Notice>}
      <input type="hidden" name="asset" value={asset.id} />
      <RadioCards
        legend={t('choice.legend')}
        name="version"
        defaultValue={pin?.isWithdrawn ? undefined : (pin?.versionId ?? '')}
        required
        cards={[{ value: '', title: t('follows'), help: t('choice.follow_help') }, ...cards]}
      />
      <p className="button-row">
        <Button type="submit" variant="primary" busy={busy}>
          {t('choice.save')}
        </Button>
        <ButtonLink to={back}>{t('choice.cancel')}</ButtonLink>
      </p>
    </Form>
  )
}
