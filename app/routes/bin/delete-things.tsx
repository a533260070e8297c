import { useState } from 'react'
import { BIN_DAYS } from '~/domain/bin/bin'
import { Button, type ButtonLook } from '~/ui/button'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { Notice } from '~/ui/notice'
import { ReferenceList } from './reference-list'
import { type BinThings, focusContent, useBin } from './use-bin'
import { useReferences } from './use-references'

export interface DeleteThingsProps extends BinThings, Pick<ButtonLook, 'size' | 'variant'> {
  /** The page to open after deleting the only item, if the button is on that item's page. */
  to?: string
  /** Called with the ids of the deleted items, for example to deselect them. */
  onDeleted?: (ids: string[]) => void
}

/**
 * A button that moves items to the bin. Before that it lists what refers to them; afterwards a message offers undo, and
 * focus moves to the page's content.
 */
export function DeleteThings({ kind, ids, name, to, onDeleted, size, variant = 'danger-quiet' }: DeleteThingsProps) {
  const { remove, tellDeleted, reasonOf, navigate, revalidate, t } = useBin()
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const found = useReferences(asking, kind, ids)
  const keyPrefix = name ? `delete.${kind}` : 'delete.assets'
  const facts = { name, count: ids.length }
  const close = () => {
    setAsking(false)
    setFailure(undefined)
  }
  const act = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      const deleted = await remove({ kind, ids })
      setAsking(false)
      tellDeleted(deleted, name)
      onDeleted?.(deleted.ids)
      if (to) navigate(to)
      else {
        revalidate()
        focusContent()
      }
    } catch (error) {
      setFailure(reasonOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button variant={variant} size={size} icon="trash" onClick={() => setAsking(true)}>
        {t(`${keyPrefix}.button`, facts)}
      </Button>
      <ConfirmDialog
        open={asking}
        onCancel={close}
        onConfirm={() => void act()}
        title={t(`${keyPrefix}.title`, facts)}
        confirmLabel={t(`${keyPrefix}.button`, facts)}
        busy={busy || !found}
        danger
      >
        <div className="stack">
          <ReferenceList found={found} />
          <p className="muted">{t(`${keyPrefix}.then`, { ...facts, days: t('days', { count: BIN_DAYS }) })}</p>
          {failure && (
            <Notice tone="bad" live="assertive">
              {failure}
            </Notice>
          )}
        </div>
      </ConfirmDialog>
    </>
  )
}
