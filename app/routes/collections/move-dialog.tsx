import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Dialog } from '~/ui/dialog'
import { TextField } from '~/ui/text-field'

/** Asks for a position in a collection, counted from 1. */
export function MoveDialog({
  count,
  total,
  onMove,
  onClose,
}: {
  count: number
  total: number
  onMove: (position: number) => void
  onClose: () => void
}) {
  const { t } = useTranslation('collections')
  return (
    <Dialog
      open
      onClose={onClose}
      size="s"
      title={t('move.title', { count })}
      actions={
        <>
          <Button onClick={onClose}>{t('move.cancel')}</Button>
          <Button type="submit" form="move" variant="primary">
            {t('move.submit')}
          </Button>
        </>
      }
    >
      <form
        id="move"
        onSubmit={(event) => {
          event.preventDefault()
          const position = Number(new FormData(event.currentTarget).get('position'))
          if (Number.isInteger(position) && position >= 1) onMove(position)
        }}
      >
        <TextField
          name="position"
          type="number"
          label={t('move.position')}
          help={t('move.help', { total })}
          min={1}
          max={total}
          required
          autoFocus
        />
      </form>
    </Dialog>
  )
}
