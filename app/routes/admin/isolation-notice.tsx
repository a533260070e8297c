import { useTranslation } from 'react-i18next'
import { Icon } from '~/ui/icon'
import { Notice } from '~/ui/notice'
import { InstallCommand } from './install-notice'

interface IsolationProps {
  isolation: 'bubblewrap' | 'limits'
  /** Whether a command beside this notice installs bubblewrap anyway. */
  isToInstall: boolean
}

/** How conversions are kept from the server, and what to do where they are not. */
export function IsolationNotice({ isolation, isToInstall }: IsolationProps) {
  const { t } = useTranslation('conversions')
  if (isolation === 'bubblewrap')
    return (
      <p className="isolation">
        <Icon name="shield" />
        <span>
          <strong>{t('isolation.bubblewrap_title')}.</strong> {t('isolation.bubblewrap')}
        </span>
      </p>
    )
  return (
    <Notice tone="warn" title={t('isolation.limits_title')}>
      <div className="install">
        <p>{t('isolation.limits')}</p>
        {!isToInstall && (
          <>
            <p>{t('isolation.command')}</p>
            <InstallCommand names={[]} />
            <p>{t('isolation.after')}</p>
          </>
        )}
      </div>
    </Notice>
  )
}
