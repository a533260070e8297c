import { useTranslation } from 'react-i18next'
import { IconButton } from '~/ui/icon-button'
import type { ComboOption } from './combo'

interface ComboChipsProps {
  chosen: readonly ComboOption[]
  onRemove: (value: string) => void
}

/** What a field holds, each with a button that takes it out. */
export function ComboChips({ chosen, onRemove }: ComboChipsProps) {
  const { t } = useTranslation('references')
  if (chosen.length === 0) return null
  return (
    <ul className="combo-chips">
      {chosen.map(({ value, label }) => (
        <li key={value} className="chip">
          <bdi>{label}</bdi>
          <IconButton icon="close" label={t('remove', { name: label })} size="s" onClick={() => onRemove(value)} />
        </li>
      ))}
    </ul>
  )
}
