import { Form, Link, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatBytes, formatDateTime } from '~/i18n/format'
import { useDefaultTimeZone } from '~/routes/library/default-time-zone'
import { Badge } from '~/ui/badge'
import { Button } from '~/ui/button'
import { Checkbox } from '~/ui/checkbox'
import { DataTable } from '~/ui/data-table'
import { Notice } from '~/ui/notice'
import { urls } from '~/urls'
import type { StoragePageData } from './storage'

/** What is missing, damaged or superfluous, each with what to do. */
export function StorageFindings({ page }: { page: StoragePageData }) {
  const { t } = useTranslation('storage')
  const { originals, remade, orphans } = page.findings
  if (originals.length === 0 && remade === 0 && orphans.objects === 0) {
    if (!page.scrubs.last) return null
    return (
      <Notice tone="ok" title={t('findings.goodTitle')}>
        {t('findings.goodText')}
      </Notice>
    )
  }
  return (
    <section className="stack-s" aria-labelledby="findings">
      <h2 id="findings">{t('findings.title')}</h2>
      {originals.length > 0 && <BrokenOriginals page={page} />}
      {remade > 0 && <Notice tone="info">{t('remade', { count: remade })}</Notice>}
      {orphans.objects > 0 && <Orphans page={page} />}
    </section>
  )
}

function BrokenOriginals({ page: { findings, locale } }: { page: StoragePageData }) {
  const { t } = useTranslation('storage')
  const zone = useDefaultTimeZone()
  return (
    <>
      <DataTable
        caption={t('findings.title')}
        rows={findings.originals}
        rowKey={({ objectKey }) => objectKey}
        stacks
        columns={[
          {
            key: 'file',
            header: t('findings.file'),
            names: true,
            cell: ({ assetId, title, fileName }) => (
              <>
                <Link className="link" to={urls.library.asset(assetId)} dir="auto">
                  {title}
                </Link>
                <br />
                <bdi className="muted">{fileName}</bdi>
              </>
            ),
          },
          {
            key: 'problem',
            header: t('findings.problem'),
            cell: ({ problem }) => (
              <Badge tone="bad" icon="warning">
                {t(`findings.${problem}`)}
              </Badge>
            ),
          },
          { key: 'size', header: t('use.size'), numeric: true, cell: ({ byteSize }) => formatBytes(byteSize, locale) },
          {
            key: 'found',
            header: t('findings.found'),
            quiet: true,
            cell: ({ foundAt }) => formatDateTime(foundAt, zone, locale),
          },
        ]}
      />
      <p>{t('findings.todo')}</p>
    </>
  )
}

function Orphans({ page: { findings, locale } }: { page: StoragePageData }) {
  const { t } = useTranslation('storage')
  const { objects, bytes } = findings.orphans
  const busy = useNavigation().formData?.get('intent') === 'remove'
  return (
    <article className="panel stack-s">
      <h3>{t('orphans', { count: objects, size: formatBytes(bytes, locale) })}</h3>
      <p>{t('findings.orphansText')}</p>
      <Form method="post" preventScrollReset className="stack-s">
        <input type="hidden" name="intent" value="remove" />
        <Checkbox name="confirmed" label={t('findings.confirm')} required />
        <p>
          <Button type="submit" variant="danger" icon="trash" busy={busy}>
            {t('findings.remove')}
          </Button>
        </p>
      </Form>
    </article>
  )
}
