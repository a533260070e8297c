import { useFetcher } from '@remix-run/react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { FolderPath } from '~/domain/folders/folder'
import { Button } from '~/ui/button'
import { Dialog } from '~/ui/dialog'
import { Select } from '~/ui/select'
import { urls } from '~/urls'
import type { Bulk } from '../library/use-bulk'

/** Moves assets to a folder, which is then their only home; collections and links keep them. */
export function MoveDialog({
  bulk,
  ids,
  onClose,
  folderId,
}: {
  bulk: Bulk
  ids: ReadonlySet<string>
  onClose: () => void
  /** Where they are now, if they are all in one. */
  folderId?: string | null
}) {
  const { t } = useTranslation(['folders', 'selection'])
  const fetcher = useFetcher<{ folders: FolderPath[] }>()
  const { load } = fetcher
  useEffect(() => load(urls.library.folders()), [load])
  const folders = fetcher.data?.folders
  return (
    <Dialog
      open
      onClose={onClose}
      size="s"
      title={t('move.title', { count: ids.size })}
      actions={
        <>
          <Button onClick={onClose}>{t('selection:cancel')}</Button>
          <Button type="submit" form="bulk-move" variant="primary" busy={bulk.busy || !folders}>
            {t('move.do')}
          </Button>
        </>
      }
    >
      <form
        id="bulk-move"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          bulk.run('move', ids, new FormData(event.currentTarget))
        }}
      >
        <p>{t('move.text')}</p>
        <Select
          key={folders ? 'loaded' : 'loading'}
          name="folderId"
          label={t('move.to')}
          defaultValue={folderId ?? ''}
          disabled={!folders}
          options={[
            { value: '', label: t('none') },
            ...(folders ?? []).map(({ id, path }) => ({ value: id, label: path })),
          ]}
        />
      </form>
    </Dialog>
  )
}
