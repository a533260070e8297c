import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PickedFile } from '~/routes/uploads/dropped-files'
import { useErrorText } from '~/ui/field'
import { Notice } from '~/ui/notice'
import { useScripted } from '~/ui/scripting'
import { BriefHead } from './brief-head'
import { DropArea } from './drop-area'
import { FileGrid } from './file-grid'
import { ForAll } from './for-all'
import type { GuestPage } from './guest-page.server'
import type { PageAnswer } from './page-answer'
import { PlainFilesForm } from './plain-files-form'
import { Receipt } from './receipt'
import { Releases } from './releases'
import { rowsOf } from './rows'
import { SendingBar } from './sending-bar'
import { SlotList } from './slot-list'
import { Submissions } from './submissions'
import { SubmitPanel } from './submit-panel'
import { useDeliveries } from './use-deliveries'
import { useGrid } from './use-grid'

/** The page of a guest: what is wanted, the files to hand in, and what became of those that were. */
export function OpenBrief({ page, answer }: { page: GuestPage; answer?: PageAnswer }) {
  const { t } = useTranslation('intake')
  const say = useErrorText()
  const isScripted = useScripted()
  const deliveries = useDeliveries(page)
  const grid = useGrid(page.token)
  // Cells are marked as empty once the guest wants to submit, not while they are still to be filled in.
  const [isTried, setTried] = useState(!!answer)
  const marks = isTried || !isScripted
  const { add } = deliveries
  const pick = useCallback((files: PickedFile[]) => add(files), [add])
  const rows = rowsOf(page.files, deliveries.locals)
  const releases = rows.filter(({ file, local }) => file?.isRelease ?? local?.isRelease)
  const files = rows.filter((row) => !releases.includes(row))
  const fillable = files.flatMap(({ file }) => (file && !file.replacesId ? [file] : []))
  const isOpen = page.brief.state === 'open'
  return (
    <div className="public-section intake">
      {page.receipt ? <Receipt page={page} /> : <BriefHead page={page} />}
      {!isOpen && <Notice tone="warn">{t(`over.${page.brief.state}`)}</Notice>}
      {page.problem && (
        <Notice tone="bad" live="assertive">
          {say(page.problem)}
        </Notice>
      )}
      {!page.receipt && <SlotList page={page} deliveries={isScripted ? deliveries : undefined} />}
      {isOpen && !page.receipt && isScripted && <DropArea onPick={pick} />}
      {isOpen && !page.receipt && !isScripted && (
        <PlainFilesForm token={page.token} label={t('plain.files')} slots={page.slots} />
      )}
      <SendingBar deliveries={deliveries} locale={page.locale} />
      {files.length > 0 && (
        <>
          <ForAll {...{ page, grid, isScripted, marks }} files={fillable} />
          <FileGrid {...{ page, grid, deliveries, isScripted, marks }} rows={files} />
        </>
      )}
      {(files.length > 0 || releases.length > 0) && isOpen && (
        <Releases {...{ page, grid, deliveries, isScripted }} rows={releases} />
      )}
      <SubmitPanel {...{ page, rows, grid, answer }} onBlocked={() => setTried(true)} />
      <Submissions {...{ page, deliveries, isScripted }} />
    </div>
  )
}
