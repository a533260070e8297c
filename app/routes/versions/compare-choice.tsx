import { Form, Link, useSubmit } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button, buttonClass } from '~/ui/button'
import { Icon } from '~/ui/icon'
import { useScripted } from '~/ui/scripting'
import { Select } from '~/ui/select'
import { urls } from '~/urls'
import type { ComparedPair, ComparePage } from './compare'

interface Props {
  assetId: string
  versions: ComparePage['versions']
  compared: ComparedPair
}

/** Which two versions are compared. Without scripts a button shows them. */
export function CompareChoice({ assetId, versions, compared }: Props) {
  const { t } = useTranslation('versions')
  const { left, right } = compared
  const submit = useSubmit()
  const scripted = useScripted()
  const name = useVersionName()
  const options = (other: number) =>
    versions.map((version) => ({
      ...{ value: String(version.number), label: name(version), disabled: version.number === other },
    }))
  return (
    <Form
      method="get"
      action={urls.library.compare(assetId)}
      className="compare-choice"
      aria-label={t('compare.choose')}
      key={`${left.number} ${right.number}`}
      onChange={(event) => submit(event.currentTarget, { preventScrollReset: true, replace: true })}
    >
      <Select
        name="left"
        label={t('compare.first')}
        defaultValue={String(left.number)}
        options={options(right.number)}
      />
      <Link
        to={urls.library.compare(assetId, { left: right.number, right: left.number })}
        replace
        preventScrollReset
        className={buttonClass({ variant: 'plain' }, 'button-icon')}
        aria-label={t('compare.swap')}
        title={t('compare.swap')}
      >
        <Icon name="swap" />
      </Link>
      <Select
        name="right"
        label={t('compare.second')}
        defaultValue={String(right.number)}
        options={options(left.number)}
      />
      {!scripted && <Button type="submit">{t('compare.show')}</Button>}
    </Form>
  )
}

/** Returns a function that names a version with what points to it. */
export function useVersionName(): (version: ComparePage['versions'][number]) => string {
  const { t } = useTranslation(['versions', 'library'])
  return ({ number, isCurrent, isApproved }) => {
    const pointers = [isCurrent && t('current'), isApproved && t('library:versions.out')].filter(Boolean)
    return [t('library:versions.number', { number }), ...pointers].join(' · ')
  }
}
