import '../../styles/viewer-pdf.css'
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '~/ui/icon-button'
import { Notice } from '~/ui/notice'
import { ProgressBar } from '~/ui/progress-bar'
import { cssVars } from '../css-vars'
import type { PdfOfPair, PdfPairProps } from '../pdf-pair-viewer'
import { type PageLink, placeOf } from './page-links'
import { PdfPage } from './pdf-page'
import { PageField } from './pdf-toolbar'
import { type LoadedPdf, usePdf } from './use-pdf'
import { useZoom } from './use-zoom'

/** Two PDFs, of which always the same page is shown: the part that needs pdf.js. */
export default function PdfPair({ title, left, right }: PdfPairProps) {
  const { t } = useTranslation('viewer')
  const [one, other] = [usePdf(left.url), usePdf(right.url)]
  const [index, setIndex] = useState(0)
  const pageCount = Math.max(one.loaded?.pdf.numPages ?? 1, other.loaded?.pdf.numPages ?? 1)
  const onPage = useCallback((to: number) => setIndex(Math.min(pageCount - 1, Math.max(0, to))), [pageCount])
  const keys: Record<string, () => void> = {
    PageDown: () => onPage(index + 1),
    PageUp: () => onPage(index - 1),
    Home: () => onPage(0),
    End: () => onPage(pageCount - 1),
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const isTyping = event.target instanceof Element && event.target.closest('input') !== null
    const act = isTyping ? undefined : keys[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the controls inside, wherever focus is among them
    <div className="pdf pdf-pair" onKeyDown={onKeyDown}>
      <div className="viewer-bar" role="toolbar" aria-label={t('pdf.tools')}>
        <div className="viewer-group">
          <IconButton
            icon="chevron-start"
            label={t('pdf.previous')}
            disabled={index === 0}
            onClick={() => onPage(index - 1)}
          />
          <IconButton
            icon="chevron-end"
            label={t('pdf.next')}
            disabled={index >= pageCount - 1}
            onClick={() => onPage(index + 1)}
          />
          <PageField {...{ labels: null, pageCount, index, onPage }} />
        </div>
      </div>
      <div className="pdf-pair-sides">
        <Side of={left} found={one} {...{ title, index, onPage }} />
        <Side of={right} found={other} {...{ title, index, onPage }} />
      </div>
    </div>
  )
}

interface SideProps {
  of: PdfOfPair
  found: ReturnType<typeof usePdf>
  title: string
  index: number
  onPage: (index: number) => void
}

function Side({ of: { name }, found: { loaded, problem }, title, index, onPage }: SideProps) {
  const { t } = useTranslation('viewer')
  return (
    <section aria-label={`${title}, ${name}`}>
      <h3>{name}</h3>
      {problem && <Notice tone="bad" live="polite" title={t(`pdf.problem.${problem}`)} />}
      {!loaded && !problem && <ProgressBar label={t('pdf.loading', { title: name })} />}
      {loaded && <SidePage {...{ loaded, index, onPage }} />}
    </section>
  )
}

const nothing = () => {}

function SidePage({
  loaded: { pdf, first },
  index,
  onPage,
}: Pick<SideProps, 'index' | 'onPage'> & { loaded: LoadedPdf }) {
  const { t } = useTranslation('viewer')
  const box = useRef<HTMLDivElement>(null)
  const { scale, setPageWidth } = useZoom(box)
  useEffect(() => setPageWidth(first.width), [first.width, setPageWidth])
  const follow = useCallback(
    async ({ destination }: PageLink) => {
      const place = destination && (await placeOf(pdf, destination))
      if (place) onPage(place.index)
    },
    [pdf, onPage],
  )
  const label = String(index + 1)
  return (
    <div ref={box} className="pdf-pages pdf-pair-page" dir="ltr" style={cssVars({ '--total-scale-factor': scale })}>
      {index < pdf.numPages ? (
        <PdfPage
          key={index}
          {...{ pdf, index, first, label, scale, follow, hits: undefined, active: undefined, onActive: nothing }}
        />
      ) : (
        <p className="viewer-note" dir="auto">
          {t('pdf.no_page', { page: label })}
        </p>
      )}
    </div>
  )
}
