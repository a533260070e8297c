import { useTranslation } from 'react-i18next'
import { useToast } from '~/ui/toast'
import { urls } from '~/urls'
import { VersionAct } from './version-act'

interface Props {
  assetId: string
  versionId: string
  number: number
  /** The number that the restored version gets. */
  nextNumber: number
  /** The number of the version that outsiders get. */
  approvedNumber?: number
}

/** Restores an older version, after a question that says what happens. */
export function RestoreVersion({ assetId, versionId, number, nextNumber, approvedNumber }: Props) {
  const { t } = useTranslation('versions')
  const toast = useToast()
  return (
    <VersionAct
      {...{ versionId, action: urls.library.restoreVersion(assetId), variant: 'plain' }}
      label={t('restore.button')}
      named={t('restore.named', { number })}
      title={t('restore.title', { number })}
      onMade={(made) => toast({ text: t('restore.done', { number: made, from: number }) })}
    >
      <p>{t('restore.text', { number, next: nextNumber })}</p>
      <p>
        {approvedNumber
          ? t('restore.approved_stays', { approved: approvedNumber, next: nextNumber })
          : t('restore.nothing_out')}
      </p>
    </VersionAct>
  )
}
