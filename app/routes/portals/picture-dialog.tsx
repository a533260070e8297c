import { useFetcher } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { I18nProvider, ListBox, ListBoxItem } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { StaffAsset } from '~/domain/delivery/staff-assets.queries.server'
import { StateBadge } from '~/routes/library/state-badge'
import { Button } from '~/ui/button'
import { Dialog } from '~/ui/dialog'
import { SearchField } from '~/ui/search-field'
import { urls } from '~/urls'
import { PictureFrame } from './picture-frame'
import { PictureUpload } from './picture-upload'

interface Page {
  assets: StaffAsset[]
  total: number
  next?: string
}

/** Delay after typing before a search is sent. */
const PAUSE_MS = 200

/** A dialog to choose a picture of the library by its thumbnail, searched for or uploaded here. */
export function PictureDialog({
  open,
  title,
  chosen,
  onChoose,
  onClose,
}: {
  open: boolean
  title: string
  chosen?: string
  onChoose: (asset: StaffAsset) => void
  onClose: () => void
}) {
  return (
    <Dialog open={open} onClose={onClose} title={title} size="wide">
      <Choice chosen={chosen} onChoose={onChoose} />
    </Dialog>
  )
}

function Choice({ chosen, onChoose }: { chosen?: string; onChoose: (asset: StaffAsset) => void }) {
  const { t, i18n } = useTranslation('portals')
  const fetcher = useFetcher<Page>()
  const [q, setQ] = useState('')
  const [pages, setPages] = useState<{ q: string; assets: StaffAsset[]; last?: Page }>({ q: '', assets: [] })
  const { load, data } = fetcher
  const asked = useRef('')
  useEffect(() => {
    const timer = setTimeout(() => {
      asked.current = q
      load(urls.library.pictures({ q }))
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [q, load])
  useEffect(() => {
    if (!data) return
    setPages((before) => {
      if (before.last === data) return before
      const goesOn =
        before.q === asked.current && before.last?.next !== undefined && isAfter(before.assets, data.assets)
      return { q: asked.current, last: data, assets: goesOn ? [...before.assets, ...data.assets] : data.assets }
    })
  }, [data])
  const { assets, last } = pages
  const choose = (id: string) => {
    const asset = assets.find((each) => each.id === id)
    if (asset) onChoose(asset)
  }
  return (
    <div className="stack picture-choice">
      <div className="picture-tools">
        <SearchField
          label={t('picture.search')}
          value={q}
          maxLength={200}
          // The dialog puts focus on the search field.
          autoFocus
          onChange={(event) => setQ(event.target.value)}
        />
        <PictureUpload onUploaded={onChoose} />
      </div>
      <p className="sr-only" role="status">
        {last ? t('picture.found', { count: last.total }) : ''}
      </p>
      {last && assets.length === 0 ? (
        <p className="muted">{t('picture.none')}</p>
      ) : (
        <I18nProvider locale={i18n.language}>
          <ListBox
            aria-label={t('picture.list')}
            items={assets}
            layout="grid"
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={chosen ? [chosen] : []}
            onSelectionChange={(keys) => {
              const [id] = keys === 'all' ? [] : keys
              if (id !== undefined) choose(String(id))
            }}
            className="picture-list"
          >
            {(asset) => (
              <ListBoxItem id={asset.id} textValue={asset.title} className="picture-item">
                <PictureFrame asset={asset} />
                <span className="picture-title" dir="auto">
                  {asset.title}
                </span>
                <StateBadge asset={asset} />
              </ListBoxItem>
            )}
          </ListBox>
        </I18nProvider>
      )}
      {last?.next && (
        <p className="load-more">
          <span className="muted">{t('picture.shown', { shown: assets.length, total: last.total })}</span>
          <Button
            busy={fetcher.state !== 'idle'}
            onClick={() => load(urls.library.pictures({ q: asked.current, before: last.next }))}
          >
            {t('picture.more')}
          </Button>
        </p>
      )}
    </div>
  )
}

const isAfter = (before: StaffAsset[], next: StaffAsset[]) => {
  const known = new Set(before.map((asset) => asset.id))
  return !next.some((asset) => known.has(asset.id))
}
