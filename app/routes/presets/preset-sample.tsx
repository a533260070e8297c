import { useFetcher } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { SampledFile } from '~/domain/presets/sample'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { refusalsOf } from '~/ui/refusals'
import { urls } from '~/urls'
import { SampleCards } from './sample-cards'

interface Answer {
  sample?: SampledFile[]
  result?: { error?: Record<string, string[] | null> | null }
}

/** A form is sampled again this long after its last change. */
const QUIET_MS = 900

/**
 * Shows what the settings in a form make of three files, before they are saved: asked for by a button, and from then on whenever
 * the form changes. Without scripts the button leads to a page of its own.
 */
export function PresetSample({ formId, locale }: { formId: string; locale: string }) {
  const { t } = useTranslation(['presets', 'errors'])
  const fetcher = useFetcher<Answer>()
  const asked = useRef(false)
  const ask = () => {
    const form = document.getElementById(formId)
    if (!(form instanceof HTMLFormElement)) return
    asked.current = true
    fetcher.submit(new FormData(form), { method: 'post', action: urls.admin.presetSample() })
  }
  const latest = useRef(ask)
  latest.current = ask
  useEffect(() => {
    const form = document.getElementById(formId)
    let timer: ReturnType<typeof setTimeout> | undefined
    const onInput = () => {
      clearTimeout(timer)
      if (asked.current) timer = setTimeout(() => latest.current(), QUIET_MS)
    }
    form?.addEventListener('input', onInput)
    return () => {
      clearTimeout(timer)
      form?.removeEventListener('input', onInput)
    }
  }, [formId])
  const isBusy = fetcher.state !== 'idle'
  const { sample, result } = fetcher.data ?? {}
  const refused = refusalsOf(result)
  const said = refused.map((code) => (/^[\w.]+$/.test(code) ? t(`errors:${code}`, { defaultValue: code }) : code))
  return (
    <section className="panel stack preset-sample" aria-labelledby="sample">
      <h2 id="sample">{t('sample.title')}</h2>
      <p className="muted">{t('sample.intro')}</p>
      <p className="button-row">
        <Button
          type="submit"
          form={formId}
          formAction={urls.admin.presetSample()}
          formNoValidate
          icon="eye"
          busy={isBusy}
          onClick={(event) => {
            event.preventDefault()
            ask()
          }}
        >
          {t('sample.show')}
        </Button>
      </p>
      <div role="status" className="stack">
        {isBusy && <p className="muted">{t('sample.making')}</p>}
        {!isBusy && said.length > 0 && <Notice tone="warn">{said.join(' ')}</Notice>}
        {sample && refused.length === 0 && <SampleCards sample={sample} locale={locale} />}
      </div>
    </section>
  )
}
