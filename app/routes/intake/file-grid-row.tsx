import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { formatBytes } from '~/i18n/format'
import { Button } from '~/ui/button'
import { useErrorText } from '~/ui/field'
import { Icon } from '~/ui/icon'
import { IconButton } from '~/ui/icon-button'
import { guestUrls } from '~/urls/guests'
import { RELEASES, SLOT } from './cell-keys'
import { FieldCell } from './field-cell'
import { FileState } from './file-state'
import type { PageField, PageFile, PageSlot } from './guest-page.server'
import type { FileRow } from './rows'
import type { SaveState } from './save-queue'
import type { Deliveries } from './use-deliveries'
import { cellOf, type Grid } from './use-grid'

interface FileGridRowProps {
  row: FileRow
  fields: readonly PageField[]
  slots: readonly PageSlot[]
  releases: readonly PageFile[]
  hasReleases: boolean
  isScripted: boolean
  deliveries: Deliveries
  grid: Grid
  token: string
  locale: string
  /** Its line among those that can be filled in. */
  place?: number
  isChosen: boolean
  onChoose: (id: string, isChosen: boolean) => void
  draft: Readonly<Record<string, string>> | undefined
  save: SaveState | undefined
  /** Name of the file whose new version it is. */
  replaces?: string
  /** Keys of what is required and empty, with commas between them. */
  lacking: string
}

/** One file of the grid. Without scripts its cells belong to a form of its own. */
export const FileGridRow = memo(function FileGridRow(props: FileGridRowProps) {
  const { row, fields, slots, releases, hasReleases, isScripted, grid, token, place, isChosen, onChoose } = props
  const { t } = useTranslation('intake')
  const { file, local } = row
  const name = file?.fileName ?? local?.name ?? ''
  const formId = isScripted ? undefined : `file-${row.key}`
  const lacking = props.lacking.split(',')
  const offset = slots.length > 0 ? 1 : 0
  const cell = (key: string) => ({
    ...{ fileName: name, form: formId, isLacking: lacking.includes(key), isDisabled: place === undefined },
    value: file ? cellOf(file, key, grid.drafts) : '',
    onType: (text: string) => file && grid.type(file.id, key, text),
    onPick: (text: string) => file && grid.apply([file.id], key, text),
  })
  return (
    <tr data-chosen={isChosen || undefined}>
      {isScripted && (
        <td className="intake-choose">
          {place !== undefined && file && (
            <input
              type="checkbox"
              className="checkbox"
              aria-label={t('grid.choose', { name })}
              checked={isChosen}
              onChange={(event) => onChoose(file.id, event.target.checked)}
            />
          )}
        </td>
      )}
      <th scope="row" className="intake-file">
        <FileCell {...props} name={name} />
      </th>
      {slots.length > 0 && (
        <td data-label={t('grid.slot')}>
          <FieldCell
            {...cell(SLOT)}
            name="slotId"
            label={t('grid.slot')}
            cell={place === undefined ? undefined : `${place}-0`}
            options={slots.map(({ id, title }) => ({ value: id, label: title }))}
          />
        </td>
      )}
      {fields.map((field, index) => (
        <td key={field.key} data-label={field.label}>
          <FieldCell
            {...cell(field.key)}
            name={`texts.${field.key}`}
            label={field.label}
            field={field}
            cell={place === undefined ? undefined : `${place}-${index + offset}`}
          />
        </td>
      ))}
      {hasReleases && (
        <td data-label={t('grid.releases')}>
          <ReleasesCell {...cell(RELEASES)} releases={releases} />
        </td>
      )}
      <td className="intake-acts">
        <Acts {...props} name={name} formId={formId} token={token} />
      </td>
    </tr>
  )
}, isSame)

/** The page's data is loaded anew while files are sent: most of them have not changed. */
const isSameFile = (one: PageFile | undefined, other: PageFile | undefined): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other)

/** Whether a row would look the same: progress of one file draws no other row. */
function isSame(one: FileGridRowProps, other: FileGridRowProps): boolean {
  const { row, deliveries, grid, replaces, ...rest } = one
  const sending = row.local?.sending
  const next = other.row.local?.sending
  return (
    isSameFile(row.file, other.row.file) &&
    row.local?.phase === other.row.local?.phase &&
    row.local?.thumb === other.row.local?.thumb &&
    sending?.state === next?.state &&
    sending?.sent === next?.sent &&
    replaces === other.replaces &&
    (Object.keys(rest) as (keyof typeof rest)[]).every((key) => Object.is(rest[key], other[key]))
  )
}

function FileCell({ row, locale, name, replaces, save }: FileGridRowProps & { name: string }) {
  const { t } = useTranslation('intake')
  const { file, local } = row
  const folder = (file?.relativePath ?? local?.relativePath)?.split('/').slice(0, -1).join('/')
  const pixels = file?.facts.width && file.facts.height ? ` · ${file.facts.width} × ${file.facts.height}` : ''
  return (
    <div className="intake-file-cell">
      {local?.thumb ? (
        <img src={local.thumb} alt="" className="intake-thumb" />
      ) : (
        <span className="intake-thumb">
          <Icon name={file?.isRelease ? 'pdf' : 'file'} />
        </span>
      )}
      <div className="intake-file-text">
        {folder && (
          <span className="intake-meta">
            <bdi>{folder}/</bdi>
          </span>
        )}
        <bdi className="intake-name">{name}</bdi>
        {replaces && <span className="intake-meta">{t('grid.replaces', { name: `\u2068${replaces}\u2069` })}</span>}
        <span className="intake-meta numbers">
          {formatBytes(file?.byteSize ?? local?.bytes ?? 0, locale)}
          {pixels}
        </span>
        <FileState row={row} locale={locale} />
        <Saved state={save} />
      </div>
    </div>
  )
}

function Saved({ state }: { state: SaveState | undefined }) {
  const { t } = useTranslation('intake')
  const say = useErrorText()
  if (!state) return null
  if (typeof state === 'object')
    return (
      <span className="file-state tone-bad" role="alert">
        <Icon name="error" />
        <span>{t('save.failed', { reason: say(state.failed) })}</span>
      </span>
    )
  return (
    <span className="intake-meta" role="status">
      {t(`save.${state}`)}
    </span>
  )
}

interface ReleasesCellProps {
  releases: readonly PageFile[]
  value: string
  form?: string
  fileName: string
  isLacking: boolean
  isDisabled: boolean
  onPick: (text: string) => void
}

function ReleasesCell({ releases, value, form, fileName, isLacking, isDisabled, onPick }: ReleasesCellProps) {
  const { t } = useTranslation('intake')
  const attached = value.split(',').filter(Boolean)
  if (isDisabled) return null
  if (releases.length === 0) return <span className="intake-meta">{t('releases.none_yet')}</span>
  return (
    <fieldset className="intake-releases" data-lacking={isLacking || undefined}>
      <legend className="sr-only">{t('releases.of', { name: fileName })}</legend>
      {releases.map(({ id, fileName: release }) => (
        <label key={id} className="choice">
          <input
            type="checkbox"
            className="checkbox"
            name="releases"
            value={id}
            form={form}
            {...(form
              ? { defaultChecked: attached.includes(id) }
              : {
                  checked: attached.includes(id),
                  onChange: ({ target }) =>
                    onPick([...attached.filter((each) => each !== id), ...(target.checked ? [id] : [])].join(',')),
                })}
          />
          <bdi>{release}</bdi>
        </label>
      ))}
      {isLacking && <span className="intake-lacking">{t('grid.release_lacking')}</span>}
    </fieldset>
  )
}

function Acts({
  row,
  deliveries,
  grid,
  name,
  formId,
  token,
  fields,
  slots,
  hasReleases,
  place,
}: FileGridRowProps & { name: string; formId?: string }) {
  const { t } = useTranslation('intake')
  const { file, local } = row
  const says = [
    ...(slots.length > 0 ? [SLOT] : []),
    ...fields.map(({ key }) => key),
    ...(hasReleases ? [RELEASES] : []),
  ]
  if (formId)
    return file ? (
      <form id={formId} method="post" action={guestUrls.change(token)} className="button-row">
        <input type="hidden" name="isPlain" value="on" />
        <input type="hidden" name="files[0]" value={file.id} />
        {says.map((key, index) => (
          <input key={key} type="hidden" name={`says[${index}]`} value={key} />
        ))}
        {place !== undefined && (
          <Button type="submit" name="intent" value="fill" size="s">
            {t('grid.save')}
          </Button>
        )}
        <Button type="submit" name="intent" value="remove" size="s" aria-label={t('grid.remove', { name })}>
          {t('grid.remove_short')}
        </Button>
      </form>
    ) : null
  const state = local?.sending?.state
  const remove = () => {
    if (local) deliveries.drop(local.key)
    if (file) void grid.remove([file.id]).then(deliveries.revalidate)
  }
  return (
    <span className="button-row">
      {local && (state === 'sending' || state === 'waiting') && (
        <IconButton
          icon="pause"
          size="s"
          label={t('grid.pause', { name })}
          onClick={() => deliveries.pause(local.key)}
        />
      )}
      {local && state === 'paused' && (
        <IconButton
          icon="play"
          size="s"
          label={t('grid.resume', { name })}
          onClick={() => deliveries.resume(local.key)}
        />
      )}
      {local && state === 'failed' && (
        <IconButton
          icon="refresh"
          size="s"
          label={t('grid.retry', { name })}
          onClick={() => deliveries.resume(local.key)}
        />
      )}
      <IconButton icon="trash" size="s" label={t('grid.remove', { name })} onClick={remove} />
    </span>
  )
}
