import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '~/ui/button'
import { Icon } from '~/ui/icon'
import { Notice } from '~/ui/notice'
import { useIsland, useSeen } from './island'

export interface PdfOfPair {
  url: string
  /** What tells it from the other one. */
  name: string
  /** Picture of its first page. */
  coverUrl?: string
}

export interface PdfPairProps {
  title: string
  left: PdfOfPair
  right: PdfOfPair
}

/** Two PDFs page by page side by side. Until scripts have loaded, and without them: their covers and links that open them. */
export function PdfPairViewer(props: PdfPairProps) {
  const { t } = useTranslation('viewer')
  const box = useRef<HTMLDivElement>(null)
  const { Component, failed } = useIsland(() => import('./pdf/pdf-pair'), useSeen(box))
  return (
    <div ref={box} className="viewer">
      {Component ? (
        <Component {...props} />
      ) : (
        <div className="compare-side">
          {[props.left, props.right].map(({ url, name, coverUrl }) => (
            <figure key={url} className="compare-cover">
              {coverUrl ? <img src={coverUrl} alt={`${props.title}, ${name}`} /> : <Icon name="document" />}
              <figcaption>
                {name}
                <ButtonLink href={url} size="s" icon="external" target="_blank" rel="noopener">
                  {t('pdf.open')}
                </ButtonLink>
              </figcaption>
            </figure>
          ))}
        </div>
      )}
      {failed && <Notice tone="bad" live="polite" title={t('not_loaded')} />}
    </div>
  )
}
