import { useTranslation } from 'react-i18next'
import { Icon } from '~/ui/icon'
import type { IconName } from '~/ui/icon-names'

const ICONS: Record<string, IconName> = {
  photo: 'image',
  vector: 'vector',
  layered: 'versions',
  raw: 'image',
  video: 'video',
  audio: 'audio',
  document: 'document',
  font: 'font',
  model: 'cube',
  archive: 'archive',
  text: 'document',
}

/** Shown for a file without a picture: its kind, as text and icon. */
export function KindCard({ kind, extension }: { kind: string; extension: string }) {
  const { t } = useTranslation('portal')
  return (
    <span className="kind-card">
      <Icon name={ICONS[kind] ?? 'document'} />
      <span className="kind-card-ending">{extension.toUpperCase()}</span>
      <span className="kind-card-kind">{t(`kind.${kind}`)}</span>
    </span>
  )
}
