import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, ButtonLink } from '~/ui/button'
import { Icon } from '~/ui/icon'
import { Notice } from '~/ui/notice'
import { useScripted } from '~/ui/scripting'
import { useIsland, useSeen } from './island'
import { useOverPages } from './over-pages'

export interface PdfViewerProps {
  url: string
  pageCount: number | null
  title: string
  /** Picture of the first page. With one, the document is loaded by a click; without, when it comes into view. */
  coverUrl?: string
  /** Language of the document, if it is known. */
  lang?: string
}

/** A PDF to read and search in the page. Without scripts: its cover and a link that opens it. */
export function PdfViewer(props: PdfViewerProps) {
  const { url, pageCount, title, coverUrl } = props
  const { t } = useTranslation('viewer')
  const box = useRef<HTMLElement>(null)
  const scripted = useScripted()
  const [asked, setAsked] = useState(false)
  const seen = useSeen(box)
  const isWanted = useOverPages()?.isWanted
  const wanted = asked || isWanted || (seen && !coverUrl)
  const { Component, failed } = useIsland(() => import('./pdf/pdf-reader'), wanted === true)
  return (
    <section ref={box} className="viewer" aria-label={t('pdf.name', { title })}>
      {Component ? (
        <Component {...props} takeFocus={asked} />
      ) : (
        <div className="viewer-cover">
          {coverUrl ? <img src={coverUrl} alt="" loading="lazy" decoding="async" /> : <Icon name="document" />}
          <div className="viewer-start">
            <Button
              variant="primary"
              icon="document"
              busy={wanted && !failed}
              className="needs-script"
              data-waiting={scripted ? undefined : ''}
              onClick={() => setAsked(true)}
            >
              {t('pdf.read')}
            </Button>
            <ButtonLink href={url} icon="external" target="_blank" rel="noopener">
              {t('pdf.open')}
            </ButtonLink>
            {pageCount !== null && <span className="viewer-fact">{t('pdf.pages', { count: pageCount })}</span>}
          </div>
          {failed && <Notice tone="bad" live="polite" title={t('not_loaded')} />}
        </div>
      )}
    </section>
  )
}
