import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MOST_AT_ONCE } from '~/domain/assets/asset-ids'
import type { StaffAsset } from '~/domain/delivery/staff-assets.queries.server'
import type { LibraryLook } from '~/domain/identity/library-look'
import { formatNumber } from '~/i18n/format'
import { Button } from '~/ui/button'
import { type LibraryQuery, urls } from '~/urls'
import { DeleteThings } from '../bin/delete-things'
import { MoveDialog } from '../folders/move-dialog'
import { ApproveDialog, CollectDialog } from './bulk-dialogs'
import { BulkReportDialog } from './bulk-report'
import { BulkRights } from './bulk-rights'
import { useChooseAll } from './choosing-tiles'
import type { ResultPages } from './result/result-pages'
import { ResultView } from './result/result-view'
import { useChoice } from './result/use-choice'
import { useSelection } from './selection'
import { type SelectionAct, SelectionBar, useCarrySelection } from './selection-bar'
import type { TableData } from './table/use-table-state'
import { useBulk } from './use-bulk'
import { useChooseMatching } from './use-choose-matching'

interface LibrarySelectionProps {
  pages: ResultPages<StaffAsset>
  /** Position of the first asset that the page loaded, from 0, and how many it loaded. */
  begin: number
  loaded: number
  filter: LibraryQuery
  look: LibraryLook
  table: TableData
  collections: { id: string; title: string }[]
  mayApprove: boolean
  locale: string
}

/** The result of the library with selection, and all actions for it. */
export function LibrarySelection(props: LibrarySelectionProps) {
  const { pages, filter, collections, mayApprove, locale, ...view } = props
  const { t } = useTranslation('selection')
  const selection = useSelection()
  const [open, setOpen] = useState<'approve' | 'rights' | 'collect' | 'move'>()
  const bulk = useBulk(({ act, done }) => {
    setOpen(undefined)
    if (act === 'collect') selection.remove(done)
  })
  const carry = useCarrySelection()
  const chooseAll = useChooseMatching(selection, urls.library.matching(filter))
  useChooseAll(chooseAll.run)
  const onChoose = useChoice(pages, filter, selection)
  const selecting = { chosen: selection.ids, onChoose, onTicked: selection.add }
  const { total } = pages
  const close = () => setOpen(undefined)
  const acts: (SelectionAct | false)[] = [
    { id: 'share', label: t('act.share'), icon: 'link', onAction: () => void carry('share', selection.ids) },
    { id: 'submit', label: t('act.submit'), icon: 'review', onAction: () => bulk.run('submit', selection.ids) },
    mayApprove && { id: 'approve', label: t('act.approve'), icon: 'check', onAction: () => setOpen('approve') },
    { id: 'edit', label: t('act.edit'), icon: 'edit', onAction: () => void carry('edit', selection.ids) },
    { id: 'rights', label: t('act.rights'), icon: 'shield', onAction: () => setOpen('rights') },
    { id: 'move', label: t('act.move'), icon: 'folder', onAction: () => setOpen('move') },
    collections.length > 0 && {
      ...{ id: 'collect', label: t('act.collect'), icon: 'plus' as const, onAction: () => setOpen('collect') },
    },
  ]
  return (
    <>
      <ResultView {...view} pages={pages} filter={filter} selecting={selecting}>
        <SelectionBar
          selection={selection}
          shown={pages.idsBetween(0, total - 1)}
          acts={acts.filter((act) => act !== false)}
          busy={bulk.busy}
          progress={bulk.progress}
          end={
            // More than one request takes are deleted in several steps, each asked about.
            selection.ids.size <= MOST_AT_ONCE && (
              <DeleteThings kind="asset" ids={[...selection.ids]} onDeleted={selection.remove} />
            )
          }
          more={
            total > selection.ids.size && (
              <Button size="s" busy={chooseAll.busy} onClick={chooseAll.run}>
                {t('all', { count: total, total: formatNumber(total, locale) })}
              </Button>
            )
          }
        />
      </ResultView>
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
