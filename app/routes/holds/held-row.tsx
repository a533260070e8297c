import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatDateTime } from '~/i18n/format'
import { Button } from '~/ui/button'
import { urls } from '~/urls'
import { useDefaultTimeZone } from '../library/default-time-zone'
import { RowPicture } from '../library/row-picture'
import type { HeldPageRow } from './held'
import { holdText } from './hold-text'

/** A held file: where it is, since when, by whom, which rules it broke, and what a manager may do with it. */
export function HeldRow({ row, mayRelease, locale }: { row: HeldPageRow; mayRelease: boolean; locale: string }) {
  const { file, asset, folder } = row
  const { t } = useTranslation('holds')
  const zone = useDefaultTimeZone()
  const { fileName } = file
  const isVersion = file.number > 1
  return (
    <li className="panel held-row">
      <RowPicture asset={asset} />
      <div className="relation-name">
        <Link className="link" to={urls.library.asset(file.assetId)} dir="auto">
          {fileName}
        </Link>
        <span className="muted">
          {folder && (
            <>
              <bdi>{folder}</bdi>
              {' · '}
            </>
          )}
          {isVersion && `${t('version', { number: file.number })} · `}
          {formatDateTime(file.heldAt, zone, locale)}
          {file.byName && ` · ${file.byName}`}
        </span>
        <ul className="bullet-list">
          {file.reasons.map((reason) => (
            <li key={reason.rule}>{holdText(reason, t)}</li>
          ))}
        </ul>
      </div>
      {mayRelease && (
        <Form method="post" className="button-row">
          <input type="hidden" name="asset" value={file.assetId} />
          <input type="hidden" name="version" value={file.versionId} />
          <Button type="submit" name="intent" value="let_in" size="s" aria-label={t('let_in_named', { fileName })}>
            {t('let_in')}
          </Button>
          <Button
            type="submit"
            name="intent"
            value="discard"
            size="s"
            variant="danger-quiet"
            aria-label={t(isVersion ? 'go_back_named' : 'discard_named', { fileName })}
          >
            {t(isVersion ? 'go_back' : 'discard')}
          </Button>
        </Form>
      )}
    </li>
  )
}
