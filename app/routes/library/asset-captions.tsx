import type { SubmissionResult } from '@conform-to/react'
import { useFetcher } from '@remix-run/react'
import { type MouseEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListedCaptions } from '~/domain/captions/captions.queries.server'
import { captionLanguageName } from '~/platform/captions/caption-languages'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { urls } from '~/urls'
import { CaptionsForm } from './captions-form'

export interface CaptionsAnswer {
  result?: SubmissionResult<string[]>
  done?: 'set' | 'remove'
}

type Captions = Pick<ListedCaptions, 'locale' | 'cueCount' | 'mark'>

/** Returns the states of captions as a form sends them back. */
export const seenOf = (captions: readonly Pick<Captions, 'locale' | 'mark'>[]): string =>
  new URLSearchParams(captions.map(({ locale, mark }) => [locale, mark])).toString()

export interface AssetCaptionsProps {
  assetId: string
  captions: readonly Captions[]
  /** Language of the page. */
  locale: string
  /** Language to begin with. */
  chosen?: string
  /** What the server answered to a form that was sent without scripts. */
  answer?: CaptionsAnswer
}

/** The captions of a film by language: adds, replaces and removes them. Links lead to a page that does it without scripts. */
export function AssetCaptions({ assetId, captions, locale, chosen, answer }: AssetCaptionsProps) {
  const { t } = useTranslation('library')
  const fetcher = useFetcher<CaptionsAnswer>()
  const [removing, setRemoving] = useState<string>()
  const [replacing, setReplacing] = useState<{ locale: string }>()
  const heading = useRef<HTMLHeadingElement>(null)
  const result = fetcher.data ?? answer
  useEffect(() => {
    if (result?.done === 'remove') heading.current?.focus()
  }, [result])
  const instead = (act: () => void) => (event: MouseEvent) => {
    event.preventDefault()
    act()
  }
  const seen = seenOf(captions)
  const remove = () => {
    fetcher.submit(
      { intent: 'remove', locale: removing ?? '', seen },
      { method: 'post', action: urls.library.captions(assetId) },
    )
    setRemoving(undefined)
  }
  return (
    <section className="panel stack" aria-labelledby="captions-heading" id="captions">
      <h2 id="captions-heading" tabIndex={-1} ref={heading}>
        {t('captions.heading')}
      </h2>
      {captions.length === 0 && <p className="muted">{t('captions.none')}</p>}
      <ul className="plain-list caption-list">
        {captions.map(({ locale: tag, cueCount }) => {
          const language = captionLanguageName(tag)
          return (
            <li key={tag}>
              <strong lang={tag}>
                <bdi>{language}</bdi>
              </strong>
              <span className="muted">{t('captions.cues', { count: cueCount })}</span>
              <span className="caption-acts">
                <a
                  className="link"
                  href={urls.library.captionFile(assetId, tag)}
                  download={`${tag}.vtt`}
                  aria-label={t('captions.get_of', { language })}
                >
                  {t('captions.get')}
                </a>
                <a
                  className="link"
                  href={urls.library.captions(assetId, { locale: tag })}
                  aria-label={t('captions.replace_of', { language })}
                  onClick={instead(() => setReplacing({ locale: tag }))}
                >
                  {t('captions.replace')}
                </a>
                <a
                  className="link"
                  href={urls.library.captions(assetId, { remove: tag })}
                  aria-label={t('captions.remove_of', { language })}
                  onClick={instead(() => setRemoving(tag))}
                >
                  {t('captions.remove')}
                </a>
              </span>
            </li>
          )
        })}
      </ul>
      <CaptionsForm
        key={seen}
        {...{ assetId, seen, fetcher, result, replacing }}
        present={captions.map((each) => each.locale)}
        chosen={chosen ?? (captions.some((each) => each.locale === locale) ? undefined : locale)}
      />
      <ConfirmDialog
        open={removing !== undefined}
        onCancel={() => setRemoving(undefined)}
        onConfirm={remove}
        title={t('captions.remove_title', { language: captionLanguageName(removing ?? '') })}
        confirmLabel={t('captions.remove')}
        danger
      >
        <p>{t('captions.remove_text')}</p>
      </ConfirmDialog>
    </section>
  )
}
