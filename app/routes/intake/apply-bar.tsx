import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Icon } from '~/ui/icon'
import { RELEASES, SLOT } from './cell-keys'
import { FieldCell } from './field-cell'
import type { GuestPage, PageField, PageFile } from './guest-page.server'
import type { Grid } from './use-grid'

interface ApplyBarProps {
  page: GuestPage
  fields: readonly PageField[]
  releases: readonly PageFile[]
  grid: Grid
  /** Files that are changed: the selected ones, or all. */
  ids: readonly string[]
  isSome: boolean
}

/** Fills in one cell of the selected files, or of all. */
export function ApplyBar({ page, fields, releases, grid, ids, isSome }: ApplyBarProps) {
  const { t } = useTranslation('intake')
  const { slots } = page
  const keys = [
    ...(slots.length > 0 ? [{ key: SLOT as string, label: t('grid.slot') }] : []),
    ...fields.map(({ key, label }) => ({ key, label })),
    ...(releases.length > 0 ? [{ key: RELEASES as string, label: t('grid.releases') }] : []),
  ]
  const [chosen, setKey] = useState(keys[0]?.key ?? '')
  const key = keys.some((each) => each.key === chosen) ? chosen : (keys[0]?.key ?? '')
  const [text, setText] = useState('')
  const id = useId()
  if (ids.length < 2 || keys.length === 0) return null
  const options =
    key === SLOT
      ? slots.map((slot) => ({ value: slot.id, label: slot.title }))
      : key === RELEASES
        ? releases.map((release) => ({ value: release.id, label: release.fileName }))
        : undefined
  const label = keys.find((each) => each.key === key)?.label ?? ''
  return (
    <form
      className="apply-bar"
      onSubmit={(event) => {
        event.preventDefault()
        grid.apply(ids, key, text)
      }}
    >
      <label className="sr-only" htmlFor={id}>
        {t('apply.field')}
      </label>
      <span className="select">
        <select
          id={id}
          className="input intake-input"
          value={key}
          onChange={(event) => {
            setKey(event.target.value)
            setText('')
          }}
        >
          {keys.map((each) => (
            <option key={each.key} value={each.key}>
              {each.label}
            </option>
          ))}
        </select>
        <Icon name="chevron-down" />
      </span>
      <FieldCell
        name="apply"
        label={label}
        fileName={t(isSome ? 'apply.selected' : 'apply.all', { count: ids.length })}
        value={text}
        field={fields.find((field) => field.key === key)}
        options={options}
        isLacking={false}
        isDisabled={false}
        onType={setText}
        onPick={setText}
      />
      <Button type="submit" size="s">
        {t(isSome ? 'apply.to_selected' : 'apply.to_all', { count: ids.length })}
      </Button>
    </form>
  )
}
