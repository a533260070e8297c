import { type ClipboardEvent, type KeyboardEvent, useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseTsv } from '~/routes/library/table/tsv'
import { ApplyBar } from './apply-bar'
import { SLOT } from './cell-keys'
import { FileGridRow } from './file-grid-row'
import type { GuestPage } from './guest-page.server'
import { type FileRow, lackingOf } from './rows'
import type { Deliveries } from './use-deliveries'
import { cellOf, type Grid } from './use-grid'

interface FileGridProps {
  page: GuestPage
  rows: readonly FileRow[]
  grid: Grid
  deliveries: Deliveries
  isScripted: boolean
  /** Whether what is required and empty is marked. */
  marks: boolean
}

/** The files that are not submitted yet, with what is filled in of each, like a sheet: keys lead through it, and a table can be pasted. */
export function FileGrid({ page, rows, grid, deliveries, isScripted, marks }: FileGridProps) {
  const { t } = useTranslation('intake')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const table = useRef<HTMLTableElement>(null)
  const { slots, files, brief } = page
  const fields = useMemo(() => page.fields.filter(({ isForAll }) => !isForAll), [page.fields])
  const releases = useMemo(
    () => files.filter(({ isRelease, progress }) => isRelease && USABLE.has(progress.at)),
    [files],
  )
  const hasReleases = brief.needsRelease || releases.length > 0
  const columns = [...(slots.length > 0 ? [SLOT] : []), ...fields.map(({ key }) => key)]
  const editable = rows.flatMap(({ file }) => (file && !file.replacesId ? [file] : []))
  const ids = editable.map(({ id }) => id)
  const picked = ids.filter((id) => chosen.has(id))

  const focusCell = (row: number, column: number) =>
    table.current?.querySelector<HTMLElement>(`[data-cell="${row}-${column}"]`)?.focus()

  /** The place of a control in the sheet. */
  const placeOf = (target: EventTarget): [row: number, column: number] | undefined => {
    const [row, column] =
      (target instanceof HTMLElement ? target.dataset.cell : undefined)?.split('-').map(Number) ?? []
    return row === undefined || column === undefined ? undefined : [row, column]
  }

  function onKeyDown(event: KeyboardEvent): void {
    const place = placeOf(event.target)
    if (!place) return
    const [row, column] = place
    const isSelect = event.target instanceof HTMLSelectElement
    if (event.key === 'Enter' || (event.key === 'ArrowDown' && !isSelect)) {
      event.preventDefault()
      focusCell(row + 1, column)
    } else if (event.key === 'ArrowUp' && !isSelect) {
      event.preventDefault()
      focusCell(row - 1, column)
    } else if (event.key.toLowerCase() === 'd' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      fillDown(row, column)
    }
  }

  /** Copies a cell to those below it: of the selected files, or of all. */
  function fillDown(row: number, column: number): void {
    const [from, key] = [editable[row], columns[column]]
    if (!from || !key) return
    const below = ids.slice(row + 1).filter((id) => chosen.size === 0 || chosen.has(id))
    grid.apply(below, key, cellOf(from, key, grid.drafts))
  }

  function onPaste(event: ClipboardEvent): void {
    const place = placeOf(event.target)
    const text = event.clipboardData.getData('text/plain')
    if (!place || !/[\t\n]/.test(text.trimEnd())) return
    event.preventDefault()
    const pasted = parseTsv(text)
    for (const [down, cells] of pasted.entries()) {
      const id = ids[place[0] + down]
      if (!id) return
      for (const [across, cell] of cells.entries()) {
        const key = columns[place[1] + across]
        if (key && key !== SLOT) grid.type(id, key, cell)
        const slot = key === SLOT && slots.find(({ title }) => title.toLowerCase() === cell.trim().toLowerCase())
        if (slot) grid.type(id, SLOT, slot.id)
      }
    }
  }

  const choose = useCallback((id: string, isChosen: boolean) => {
    setChosen((all) => {
      const next = new Set(all)
      if (isChosen) next.add(id)
      else next.delete(id)
      return next
    })
  }, [])

  let place = -1
  return (
    <section className="intake-files" aria-labelledby="files">
      <div className="intake-files-head">
        <h2 id="files">{t('grid.title', { count: rows.length })}</h2>
        {isScripted && columns.length + (hasReleases ? 1 : 0) > 0 && (
          <ApplyBar
            {...{ page, fields, releases, grid }}
            ids={picked.length > 0 ? picked : ids}
            isSome={picked.length > 0}
          />
        )}
      </div>
      <section className="table-frame intake-frame" aria-label={t('grid.label')}>
        <table ref={table} className="table table-stacks intake-table" onKeyDown={onKeyDown} onPaste={onPaste}>
          <thead>
            <tr>
              {isScripted && (
                <th scope="col" className="intake-choose">
                  <input
                    type="checkbox"
                    className="checkbox"
                    aria-label={t('grid.choose_all')}
                    checked={ids.length > 0 && picked.length === ids.length}
                    onChange={(event) => setChosen(new Set(event.target.checked ? ids : []))}
                  />
                </th>
              )}
              <th scope="col">{t('grid.file')}</th>
              {slots.length > 0 && <th scope="col">{t('grid.slot')}</th>}
              {fields.map(({ key, label, isRequired }) => (
                <th key={key} scope="col">
                  {label}
                  {isRequired && <span className="intake-required">{t('grid.required')}</span>}
                </th>
              ))}
              {hasReleases && <th scope="col">{t('grid.releases')}</th>}
              <th scope="col">
                <span className="sr-only">{t('grid.acts')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const isEditable = !!row.file && !row.file.replacesId
              if (isEditable) place++
              const { file } = row
              return (
                <FileGridRow
                  key={row.key}
                  {...{ row, fields, slots, releases, hasReleases, isScripted, deliveries, grid }}
                  token={page.token}
                  locale={page.locale}
                  place={isEditable ? place : undefined}
                  isChosen={!!file && chosen.has(file.id)}
                  onChoose={choose}
                  draft={file && grid.drafts[file.id]}
                  save={file && grid.states[file.id]}
                  replaces={files.find(({ id }) => id === file?.replacesId)?.fileName}
                  lacking={
                    file && marks
                      ? lackingOf(file, { ...page, needsRelease: brief.needsRelease, drafts: grid.drafts }).join()
                      : ''
                  }
                />
              )
            })}
          </tbody>
        </table>
      </section>
      {isScripted && <p className="intake-hint">{t('grid.hint')}</p>}
    </section>
  )
}

/** States in which a release can be attached. */
const USABLE: ReadonlySet<string> = new Set(['sending', 'checking', 'ready'])
