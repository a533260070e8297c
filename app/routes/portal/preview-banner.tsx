import { useTranslation } from 'react-i18next'
import { Icon } from '~/ui/icon'

/** Shown to staff on every page of an unpublished portal: only they can see it. */
export function PreviewBanner({ editUrl }: { editUrl?: string }) {
  const { t } = useTranslation('portal')
  return (
    <aside className="preview-banner" aria-label={t('preview.title')}>
      <Icon name="eye-off" />
      <p>
        <strong>{t('preview.title')}</strong> {t('preview.text')}
      </p>
      {editUrl && (
        <a className="link" href={editUrl}>
          {t('preview.edit')}
        </a>
      )}
    </aside>
  )
}
