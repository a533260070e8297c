import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PdfPairViewer } from '~/ui/viewers/pdf-pair-viewer'
import { urls } from '~/urls'
import type { ComparedPair, ComparedVersion } from './compare'
import { TextChanges } from './text-changes'
import { ViewSwitch } from './view-switch'

const VIEWS = ['pages', 'text'] as const

/** Two documents page by page, and what differs in their texts; both one below the other without scripts. */
export function CompareDocuments({ compared, title }: { compared: ComparedPair; title: string }) {
  const { t } = useTranslation(['versions', 'library'])
  const [view, setView] = useState<(typeof VIEWS)[number]>('pages')
  const side = (version: ComparedVersion) => ({
    ...{ url: version.pages ?? '', name: t('library:versions.number', { number: version.number }) },
    coverUrl: version.preview ? urls.library.media(version.id, 'preview') : undefined,
  })
  return (
    <section className="panel stack compare-shown" aria-label={t('compare.title')}>
      <ViewSwitch views={VIEWS} view={view} onView={setView} />
      {view === 'pages' ? (
        <PdfPairViewer title={title} left={side(compared.left)} right={side(compared.right)} />
      ) : (
        <TextChanges compared={compared} />
      )}
      {view === 'pages' && (
        <noscript>
          <TextChanges compared={compared} />
        </noscript>
      )}
    </section>
  )
}
