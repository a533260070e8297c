import { useTranslation } from 'react-i18next'
import type { Selection } from '~/routes/library/selection'
import { SelectionBar, useCarrySelection } from '~/routes/library/selection-bar'

/** Actions for selected files on a collection's page. */
export function CollectionSelection({
  selection,
  shown,
  busy,
  onMove,
  onRemove,
}: {
  selection: Selection
  shown: string[]
  busy: boolean
  onMove: () => void
  onRemove: () => void
}) {
  const { t } = useTranslation(['collections', 'selection'])
  const carry = useCarrySelection()
  return (
    <SelectionBar
      selection={selection}
      shown={shown}
      busy={busy}
      acts={[
        {
          ...{ id: 'share', label: t('selection:act.share'), icon: 'link' },
          onAction: () => void carry('share', selection.ids),
        },
        { id: 'move', label: t('move.act'), icon: 'grip', onAction: onMove },
        { id: 'remove', label: t('order.remove_chosen'), icon: 'close', onAction: onRemove },
      ]}
    />
  )
}
