import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { StaffAsset } from '~/domain/delivery/staff-assets.queries.server'
import { RowPicture } from '~/routes/library/row-picture'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { urls } from '~/urls'

/** What people left out of a smart collection, each with the way back. */
export function ExcludedList({ assets, total, done }: { assets: StaffAsset[]; total: number; done: boolean }) {
  const { t } = useTranslation('smart')
  if (total === 0 && !done) return null
  return (
    <section className="page-end stack" aria-labelledby="excluded-title">
      <h2 id="excluded-title">{t('excluded.title')}</h2>
      {done && (
        <Notice tone="ok" live="polite">
          {t('excluded.let_in')}
        </Notice>
      )}
      {total > 0 && <p className="muted">{t('excluded.intro')}</p>}
      <ul className="excluded-list">
        {assets.map((asset) => (
          <li key={asset.id} className="excluded-row">
            <RowPicture asset={asset} />
            <Link className="link" to={urls.library.asset(asset.id)} dir="auto">
              {asset.title}
            </Link>
            <Form method="post">
              <input type="hidden" name="intent" value="to_search" />
              <input type="hidden" name="assets" value={asset.id} />
              <Button type="submit" size="s" icon="undo">
                {t('excluded.let')}
                <span className="sr-only">: {asset.title}</span>
              </Button>
            </Form>
          </li>
        ))}
      </ul>
    </section>
  )
}
