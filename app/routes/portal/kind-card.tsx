import { useTranslation } from 'react-i18next'
import { Icon } from '~/ui/icon'
import { kindIcon } from '~/ui/kind-icon'

/** Shown for a file without a picture: its kind, as text and icon. */
export function KindCard({ kind, extension }: { kind: string; extension: string }) {
  const { t } = useTranslation('portal')
  const [ending, label] = [extension.toUpperCase(), t(`kind.${kind}`)]
  return (
    <span className="kind-card">
      <Icon name={kindIcon(kind)} />
      <span className="kind-card-ending">{ending}</span>
      {label !== ending && <span className="kind-card-kind">{label}</span>}
    </span>
  )
}
