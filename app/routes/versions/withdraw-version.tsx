import { useTranslation } from 'react-i18next'
import { urls } from '~/urls'
import { VersionAct } from './version-act'

interface Props {
  assetId: string
  versionId: string
  number: number
  /** In how many collections and links it is pinned. */
  pins: number
}

/** Withdraws the approval of an older version, after a question that says what stops being delivered. */
export function WithdrawVersion({ assetId, versionId, number, pins }: Props) {
  const { t } = useTranslation('pins')
  return (
    <VersionAct
      {...{ versionId, action: urls.library.withdrawVersion(assetId), variant: 'danger-quiet', danger: true }}
      label={t('withdraw.button')}
      named={t('withdraw.named', { number })}
      title={t('withdraw.title', { number })}
    >
      <p>{t('withdraw.text')}</p>
      <p>{pins > 0 ? t('withdraw.pins', { count: pins }) : t('withdraw.nowhere')}</p>
    </VersionAct>
  )
}
