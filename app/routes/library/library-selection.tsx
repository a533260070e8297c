import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffAsset } from '~/domain/delivery/staff-assets.queries.server'
import { formatNumber } from '~/i18n/format'
import { Button } from '~/ui/button'
import { type LibraryQuery, urls } from '~/urls'
import { DeleteThings } from '../bin/delete-things'
import { MoveDialog } from '../folders/move-dialog'
import { ApproveDialog, CollectDialog } from './bulk-dialogs'
import { BulkReportDialog } from './bulk-report'
import { BulkRights } from './bulk-rights'
import { ChoosingTiles } from './choosing-tiles'
import { useSelection } from './selection'
import { type SelectionAct, SelectionBar, useCarrySelection } from './selection-bar'
import { useBulk } from './use-bulk'
import { useChooseMatching } from './use-choose-matching'

/** The library's tiles with selection, and all actions for it. */
export function LibrarySelection({
  assets,
  total,
  filter,
  collections,
  mayApprove,
  locale,
}: {
  assets: StaffAsset[]
  total: number
  filter: LibraryQuery
  collections: { id: string; title: string }[]
  mayApprove: boolean
  locale: string
}) {
  const { t } = useTranslation('selection')
  const selection = useSelection()
  const [open, setOpen] = useState<'approve' | 'rights' | 'collect' | 'move'>()
  const bulk = useBulk(({ act, done }) => {
    setOpen(undefined)
    if (act === 'collect') selection.remove(done)
  })
  const carry = useCarrySelection()
  const chooseAll = useChooseMatching(selection, urls.library.matching(filter))
  const close = () => setOpen(undefined)
  const acts: (SelectionAct | false)[] = [
    { id: 'share', label: t('act.share'), icon: 'link', onAction: () => carry('share', selection.ids) },
    { id: 'submit', label: t('act.submit'), icon: 'review', onAction: () => bulk.run('submit', selection.ids) },
    mayApprove && { id: 'approve', label: t('act.approve'), icon: 'check', onAction: () => setOpen('approve') },
    { id: 'rights', label: t('act.rights'), icon: 'shield', onAction: () => setOpen('rights') },
    { id: 'move', label: t('act.move'), icon: 'folder', onAction: () => setOpen('move') },
    collections.length > 0 && {
      ...{ id: 'collect', label: t('act.collect'), icon: 'plus' as const, onAction: () => setOpen('collect') },
    },
  ]
  return (
    <>
      <ChoosingTiles assets={assets} selection={selection} onChooseAll={chooseAll.run} />
      <SelectionBar
        selection={selection}
        shown={assets.map((asset) => asset.id)}
        acts={acts.filter((act) => act !== false)}
        busy={bulk.busy}
        end={<DeleteThings kind="asset" ids={[...selection.ids]} onDeleted={selection.remove} />}
        more={
          total > assets.length && (
            <Button size="s" busy={chooseAll.busy} onClick={chooseAll.run}>
              {t('all', { count: total, total: formatNumber(total, locale) })}
            </Button>
          )
        }
      />
      {open === 'approve' && <ApproveDialog bulk={bulk} ids={selection.ids} onClose={close} />}
      {open === 'rights' && <BulkRights bulk={bulk} ids={selection.ids} onClose={close} />}
      {open === 'move' && <MoveDialog bulk={bulk} ids={selection.ids} onClose={close} />}
      {open === 'collect' && (
        <CollectDialog bulk={bulk} ids={selection.ids} onClose={close} collections={collections} />
      )}
      <BulkReportDialog bulk={bulk} selection={selection} />
    </>
  )
}
