import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatBytes } from '~/i18n/format'
import { Button } from '~/ui/button'
import { useErrorText } from '~/ui/field'
import { Notice } from '~/ui/notice'
import { RichText } from '~/ui/rich-text'
import { TextArea } from '~/ui/text-field'
import type { GuestPage } from './guest-page.server'
import type { PageAnswer } from './page-answer'
import { type FileRow, lackingOf } from './rows'
import { isMoving } from './use-deliveries'
import type { Grid } from './use-grid'

interface SubmitPanelProps {
  page: GuestPage
  rows: readonly FileRow[]
  grid: Grid
  answer?: PageAnswer
  /** Called when the guest wants to submit and cannot yet. */
  onBlocked: () => void
}

/** Hands in all files at once: how many, what is still in the way, the agreement, a message. */
export function SubmitPanel({ page, rows, grid, answer, onBlocked }: SubmitPanelProps) {
  const { t } = useTranslation('intake')
  const say = useErrorText()
  const [isSubmitting, setSubmitting] = useState(false)
  const { brief, fields, agreement, locale } = page
  const files = rows.filter(({ file, local }) => !(file?.isRelease ?? local?.isRelease))
  if (files.length === 0) return null
  const bytes = files.reduce((sum, { file, local }) => sum + (file?.byteSize ?? local?.bytes ?? 0), 0)
  const wrong = rows.filter(isWrong).length
  const moving = rows.filter((row) => !isWrong(row) && row.file?.progress.at !== 'ready').length
  const asked = { fields, needsRelease: brief.needsRelease, drafts: grid.drafts }
  const incomplete = files.filter(({ file }) => file && lackingOf(file, asked).length > 0).length
  const blockers = [
    wrong > 0 && t('submit.wrong', { count: wrong }),
    moving > 0 && t('submit.moving', { count: moving }),
    incomplete > 0 && t('submit.incomplete', { count: incomplete }),
  ].filter((sentence) => sentence !== false)
  const errors = answer?.result?.error ?? {}

  /** What was typed last is stored before the files are handed in. */
  function onSubmit(event: FormEvent<HTMLFormElement>): void {
    const isBlocked = blockers.length > 0
    if (isBlocked || grid.isBusy()) event.preventDefault()
    if (isBlocked) {
      onBlocked()
      requestAnimationFrame(() => document.querySelector<HTMLElement>('.intake [aria-invalid]')?.focus())
      return
    }
    setSubmitting(true)
    if (!grid.isBusy()) return
    const form = event.currentTarget
    void grid.flush().then(() => form.submit())
  }

  return (
    <section className="panel submit-panel" aria-labelledby="submit">
      <h2 id="submit">{t('submit.title')}</h2>
      <p>{t('submit.summary', { count: files.length, size: formatBytes(bytes, locale) })}</p>
      {errors[''] && (
        <Notice tone="bad" live="assertive">
          {errors[''].map(say).join(' ')}
        </Notice>
      )}
      {/* A native post: its receipt is a page of its own. */}
      <form method="post" onSubmit={onSubmit}>
        <input type="hidden" name="intent" value="submit" />
        {agreement && (
          <fieldset className="agreement">
            <legend>{t('agreement.title')}</legend>
            <div className="agreement-text">
              <RichText blocks={agreement.blocks} lang={agreement.lang} />
            </div>
            {agreement.assignsRights && <p>{t('agreement.assigns')}</p>}
            <label className="choice">
              <input type="checkbox" className="checkbox" name="agreementVersionId" value={agreement.id} required />
              <span>{t('agreement.accept')}</span>
            </label>
            {errors.agreementVersionId && <p className="field-error">{errors.agreementVersionId.map(say).join(' ')}</p>}
            {agreement.asksAboutAi && (
              <fieldset className="agreement-ai">
                <legend>{t('agreement.ai')}</legend>
                {(['no', 'yes'] as const).map((value) => (
                  <label key={value} className="choice">
                    <input type="radio" className="radio" name="madeWithAi" value={value} required />
                    <span>{t(`agreement.ai_${value}`)}</span>
                  </label>
                ))}
                {errors.madeWithAi && <p className="field-error">{errors.madeWithAi.map(say).join(' ')}</p>}
              </fieldset>
            )}
          </fieldset>
        )}
        <TextArea name="message" label={t('submit.message')} optional maxLength={2000} />
        {blockers.length > 0 && (
          <ul className="submit-blockers" id="submit-blockers">
            {blockers.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
        <Button
          type="submit"
          variant="primary"
          size="l"
          busy={isSubmitting}
          aria-disabled={blockers.length > 0 || undefined}
          aria-describedby={blockers.length > 0 ? 'submit-blockers' : undefined}
        >
          {t('submit.act', { count: files.length })}
        </Button>
      </form>
    </section>
  )
}

const isWrong = ({ file, local }: FileRow): boolean => {
  if (file?.progress.at === 'refused' || file?.progress.at === 'failed') return true
  if (local?.phase === 'held' || local?.sending?.state === 'failed') return true
  // Begun on another day, and not chosen again.
  return file?.progress.at === 'sending' && !isMoving(local?.sending) && local?.sending?.state !== 'sent'
}
