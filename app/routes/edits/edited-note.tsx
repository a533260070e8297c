import { useTranslation } from 'react-i18next'

/** Says that the picture of a version is edited, and that its original is delivered as it is; nothing for others. */
export function EditedNote({ version }: { version: { editHash: string } }) {
  const { t } = useTranslation('edits')
  if (!version.editHash) return null
  return (
    <p className="muted">
      {t('panel')} {t('original')}
    </p>
  )
}
