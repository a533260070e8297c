import { useState } from 'react'
import type { BinItem } from '~/domain/bin/bin.queries.server'
import { Button } from '~/ui/button'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { urls } from '~/urls'
import { postForm } from './post-form'
import { focusContent, pageOf, useBin } from './use-bin'

/** The actions for an item in the bin. Afterwards its row is gone, so focus moves to the page's content. */
export function BinActs({ item, mayPurge }: { item: BinItem; mayPurge: boolean }) {
  const { restore, reasonOf, navigate, revalidate, toast, t } = useBin()
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const { kind, id, name } = item
  const act = async (work: () => Promise<unknown>, done: () => void) => {
    setBusy(true)
    try {
      await work()
      done()
    } catch (error) {
      toast({ text: reasonOf(error) })
    }
    setBusy(false)
    setAsking(false)
    revalidate()
    focusContent()
  }
  const open = { label: t('toast.open'), onAction: () => navigate(pageOf(kind, id)) }
  return (
    <div className="button-row">
      <Button
        size="s"
        icon="undo"
        busy={busy}
        aria-label={t('restore_named', { name })}
        onClick={() =>
          void act(
            () => restore({ kind, ids: [id] }),
            () => toast({ text: t('toast.restored', { name }), action: open }),
          )
        }
      >
        {t('restore')}
      </Button>
      {mayPurge && (
        <>
          <Button
            size="s"
            variant="danger-quiet"
            icon="trash"
            aria-label={t('purge.button_named', { name })}
            onClick={() => setAsking(true)}
          >
            {t('purge.button')}
          </Button>
          <ConfirmDialog
            open={asking}
            onCancel={() => setAsking(false)}
            onConfirm={() =>
              void act(
                () => postForm(urls.bin.purge(), { kind, ids: [id] }),
                () => toast({ text: t('toast.purged', { name }) }),
              )
            }
            title={t('purge.title', { name })}
            confirmLabel={t('purge.button')}
            busy={busy}
            danger
          >
            <div className="stack">
              <p>{t(`purge.${kind}`)}</p>
              <p className="muted">{t('purge.stays')}</p>
            </div>
          </ConfirmDialog>
        </>
      )}
    </div>
  )
}
