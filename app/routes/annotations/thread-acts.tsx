import { useFetcher } from '@remix-run/react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDateTime } from '~/i18n/format'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { refusalsIn } from '~/ui/refusals'
import { useScripted } from '~/ui/scripting'
import { urls } from '~/urls'
import { useDefaultTimeZone } from '../library/default-time-zone'
import type { ListedOn } from './annotation-panel'
import { type Annotation, useAnnotations } from './annotations-context'

/** Settles an annotation, opens it again, or says that it applies to the new version. */
export function ThreadActs({ annotation, on }: { annotation: Annotation; on: ListedOn }) {
  const { number, state, resolvedAt, resolvedByName } = annotation
  const { t, i18n } = useTranslation('annotations')
  const zone = useDefaultTimeZone()
  const annotations = useAnnotations()
  const scripted = useScripted()
  const fetcher = useFetcher<{ done?: string; number?: number }>()
  const { data, formData } = fetcher
  const isBusy = fetcher.state !== 'idle'
  const changed = annotations?.changed
  useEffect(() => {
    if (data?.number !== undefined) changed?.(data.number)
  }, [data, changed])
  if (!annotations) return null
  const { assetId, versionId } = annotations.data
  const button = (intent: 'keep' | 'resolve' | 'reopen') => (
    <Button
      // The same element is there after the act, with what takes it back, so that the focus stays.
      key={intent === 'keep' ? 'keep' : 'settle'}
      type="submit"
      size="s"
      name="intent"
      value={intent}
      icon={intent === 'resolve' ? 'check' : intent === 'reopen' ? 'undo' : undefined}
      aria-label={t(`act.${intent}_named`, { number })}
      busy={isBusy && formData?.get('intent') === intent}
    >
      {t(`act.${intent}`)}
    </Button>
  )
  const problems = isBusy ? [] : refusalsIn(data)
  return (
    <fetcher.Form method="post" action={urls.library.annotations(assetId)} className="stack-s">
      <input type="hidden" name="number" value={number} />
      {state === 'check' && <input type="hidden" name="versionId" value={versionId} />}
      {!scripted && <input type="hidden" name="from" value={on} />}
      {state === 'resolved' && resolvedAt && (
        <p className="muted">
          {t('resolved_by', {
            name: resolvedByName ?? t('somebody'),
            date: formatDateTime(resolvedAt, zone, i18n.language),
          })}
        </p>
      )}
      <p className="button-row">
        {button(state === 'resolved' ? 'reopen' : 'resolve')}
        {state === 'check' && button('keep')}
      </p>
      {problems.length > 0 && (
        <Notice tone="bad" live="polite">
          {problems.join(' ')}
        </Notice>
      )}
    </fetcher.Form>
  )
}
