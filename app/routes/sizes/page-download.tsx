import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { MOST_PAGES } from '~/platform/images/most-pages'
import { Button } from '~/ui/button'
import { TextField } from '~/ui/text-field'
import { SizeLink } from './size-download'
import { SizeProgress } from './size-progress'
import { useSizeDownload } from './use-size-download'

interface PageDownloadProps {
  name: string
  href: string
  /** Undefined while it is not known. */
  pageCount: number | undefined
}

/** Downloads one page of a document as a picture, by its number, or all of them in a ZIP. Works without scripts. */
export function PageDownload({ name, href, pageCount }: PageDownloadProps) {
  const { t } = useTranslation('sizes')
  const { download, start, again } = useSizeDownload()
  const begin = (page: string) => start(`${href}?${new URLSearchParams({ page })}`)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const page = new FormData(event.currentTarget).get('page')
    if (download.state !== 'making' && typeof page === 'string') begin(page)
  }
  return (
    <>
      <form method="get" action={href} className="size-page" onSubmit={submit}>
        <TextField
          {...{ type: 'number', inputMode: 'numeric', min: 1, max: pageCount, defaultValue: '1', required: true }}
          name="page"
          label={t('page.number')}
          suffix={pageCount ? t('page.of', { total: pageCount }) : undefined}
        />
        <Button type="submit" icon="download" busy={download.state === 'making'}>
          {t('download')}
          <span className="sr-only">: {name}</span>
        </Button>
        {(pageCount ?? 2) <= MOST_PAGES && (
          <SizeLink
            href={`${href}?page=all`}
            download={download}
            onStart={() => begin('all')}
            label={t('page.all')}
            name={name}
          />
        )}
      </form>
      <SizeProgress download={download} onAgain={again} />
    </>
  )
}
