import { useTranslation } from 'react-i18next'
import { Icon } from '~/ui/icon'
import { kindIcon } from '~/ui/kind-icon'

/** Shown for a file without a picture: its kind, as text and icon. */
export function KindCard({ kind, extension }: { kind: string; extension: string }) {
  const { t } = useTranslation('portal')
  return (
    <span className="kind-card">
      <Icon name={kindIcon(kind)} />
      <span className="kind-card-ending">{extension.toUpperCase()}</span>
      <span className="kind-card-kind">{t(`kind.${kind}`)}</span>
    </span>
  )
}
