import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { KeyHint } from '~/ui/key-hint'
import { useScripted } from '~/ui/scripting'
import { AnnotationFilter } from './annotation-filter'
import { BEGIN_ID, HEADING_ID, useAnnotations } from './annotations-context'
import { Composer, FileComposer } from './composer'
import { type Refused, RefusedProvider } from './refused'
import { Thread } from './thread'

/** The page of staff on which annotations are listed, where forms without scripts lead back to. */
export type ListedOn = 'asset' | 'review' | 'list'

interface AnnotationPanelProps {
  on: ListedOn
  /** Why a form was refused that was sent without scripts. */
  refused?: Refused
  /** Whether all are shown, without a filter. */
  showsAll?: boolean
}

/** The threads of the annotations of a file, and what begins one. Nothing for those who see none. */
export function AnnotationPanel({ on, refused, showsAll = false }: AnnotationPanelProps) {
  const { t } = useTranslation('annotations')
  const annotations = useAnnotations()
  const scripted = useScripted()
  if (!annotations) return null
  const { data, shown, draft, begin, filter } = annotations
  const isPlaced = data.medium !== 'none'
  const threads = scripted && !showsAll ? shown : data.list
  return (
    <section className="panel stack annotations" aria-labelledby={HEADING_ID}>
      <h2 id={HEADING_ID} tabIndex={-1}>
        {t('title')}
      </h2>
      <RefusedProvider value={refused}>
        {!scripted && <FileComposer on={on} />}
        {scripted && draft && <Composer draft={draft} />}
        {scripted && !draft && (
          <p className="button-row">
            {isPlaced && (
              <Button id={BEGIN_ID} icon="plus" onClick={() => begin('place')}>
                {t(`begin.${data.medium}`)} <KeyHint keys="W" />
              </Button>
            )}
            <Button id={isPlaced ? undefined : BEGIN_ID} variant="plain" onClick={() => begin('file')}>
              {t('begin.file')} {!isPlaced && <KeyHint keys="W" />}
            </Button>
          </p>
        )}
        {scripted && !showsAll && data.list.length > 0 && <AnnotationFilter />}
        {threads.length > 0 ? (
          <ol className="annotation-list">
            {threads.map((annotation) => (
              <li key={annotation.number}>
                <Thread annotation={annotation} on={on} />
              </li>
            ))}
          </ol>
        ) : (
          !draft && <p className="muted">{t(data.list.length > 0 ? `none.${filter}` : 'none.yet')}</p>
        )}
      </RefusedProvider>
    </section>
  )
}
