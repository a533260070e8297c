import { useTranslation } from 'react-i18next'
import { PageLinks } from '~/routes/portal/page-links'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { ButtonLink } from '~/ui/button'
import { PageHead } from '~/ui/page-head'
import { RowPicture } from '../library/row-picture'
import { PinChoiceForm } from './pin-choice'
import { PinText } from './pin-text'
import type { PinsPageData } from './pins-page.server'

export interface PinsPageProps {
  data: PinsPageData
  name: string
  /** The pages that lead here, from the list of collections or links. */
  crumbs: { label: string; to?: string }[]
  intro: string
  /** What else applies, below the list. */
  note?: string
  errors: string[]
  /** Returns the address of this page, with the choice for an asset when one is given. */
  here: (open: { asset?: string; page?: number }) => string
}

/** Which version of each file a collection or share delivers, and the choice for one of them. */
export function PinsPage({ data, name, crumbs, intro, note, errors, here }: PinsPageProps) {
  const { t } = useTranslation('pins')
  const { items, page, open, locale } = data
  const list = { label: t('title', { name }), to: here({}) }
  const title = open ? t('choice.title', { title: open.asset.title }) : list.label
  return (
    <>
      <PageHead
        above={<Breadcrumbs crumbs={[...crumbs, ...(open ? [list] : []), { label: title }]} />}
        title={title}
        intro={intro}
      />
      {open ? (
        <PinChoiceForm open={open} locale={locale} errors={errors} back={here({})} />
      ) : (
        <>
          <ul className="relation-members">
            {items.map(({ asset, pin }) => (
              <li key={asset.id} className="relation-row">
                <RowPicture asset={asset} />
                <span className="relation-name">
                  <bdi>{asset.title}</bdi>
                  <PinText pin={pin} locale={locale} />
                </span>
                <ButtonLink
                  to={here({ asset: asset.id, page: page.page > 1 ? page.page : undefined })}
                  size="s"
                  aria-label={t('choose_named', { title: asset.title })}
                >
                  {t('choose')}
                </ButtonLink>
              </li>
            ))}
          </ul>
          <PageLinks base={here({})} {...page} />
          {note && <p className="muted">{note}</p>}
        </>
      )}
    </>
  )
}
