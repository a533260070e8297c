import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'

/** The end of a form that stays on its page: the button, and that it was saved. */
export function SaveBar({ label, busy, saved }: { label: string; busy: boolean; saved: boolean }) {
  const { t } = useTranslation('library')
  return (
    <div className="save-bar">
      <Button type="submit" variant="primary" busy={busy}>
        {label}
      </Button>
      {saved && !busy && (
        <Notice tone="ok" live="polite">
          {t('saved')}
        </Notice>
      )}
    </div>
  )
}
