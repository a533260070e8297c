import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import type { SerializeFrom } from '@remix-run/node'
import { Form, useActionData, useNavigate, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button, ButtonLink } from '~/ui/button'
import { ErrorSummary } from '~/ui/error-summary'
import { KeyHint } from '~/ui/key-hint'
import { useUnsavedChanges } from '~/ui/unsaved-changes'
import { urls } from '~/urls'
import { summaryErrors } from '../library/summary-errors'
import { ApplyToOthers } from './apply-to-others'
import type { DescribePage } from './describe'
import { FileFields } from './file-fields'
import type { DescribedFile } from './load-files.server'
import { useDescribeKeys } from './use-describe-keys'

interface Answer {
  result?: SubmissionResult<string[]>
}

/** What was typed, by the names of controls, of a form that was refused. */
export type Typed = Partial<Record<string, unknown>>

/** The form of the files of one step: saved and on to the next by Ctrl and Enter. */
export function DescribeForm({ page, files }: { page: DescribePage; files: SerializeFrom<DescribedFile>[] }) {
  const { of, progress, isOfSearch, like } = page
  const { t } = useTranslation(['quality', 'library'])
  const ids = files.map(({ asset }) => asset.id)
  const navigate = useNavigate()
  const action = urls.describe.save(ids[0] ?? '', ids, of)
  // Until the page after it is shown; the file that is shown ahead is another form.
  const busy = useNavigation().formAction === action
  const result = useActionData<Answer>()?.result
  const [form] = useForm({ id: 'describe', lastResult: result })
  const { ref } = useUnsavedChanges(undefined)
  const isLast = !progress.next
  const next = isLast ? urls.describe.done(of) : urls.describe.file(progress.next ?? '', of)
  const { previous } = progress
  useDescribeKeys({
    first: ids[0],
    isOneOfMany: files.length > 1,
    skip: () => navigate(next),
    back: previous ? () => navigate(urls.describe.file(previous, of)) : undefined,
  })
  const typed: Typed | undefined = result?.initialValue ?? undefined
  const asksForReview = isLast && !isOfSearch
  return (
    <Form
      method="post"
      action={action}
      {...getFormProps(form)}
      ref={ref}
      data-return-focus=""
      className={files.length > 1 ? 'stack describe-several' : 'stack'}
    >
      {/* What Enter in a field does: the first button of the form. */}
      <button type="submit" name="intent" value="next" className="sr-only" tabIndex={-1} aria-hidden="true" />
      <ErrorSummary errors={summaryErrors(form.id, form.allErrors)} />
      {files.map((file) => (
        <FileFields
          key={file.asset.id}
          {...{ file, formId: form.id, errors: form.allErrors, typed }}
          isOneOfMany={files.length > 1}
        />
      ))}
      {like && <ApplyToOthers like={like} file={files[0]} />}
      <div className="save-bar">
        <Button
          type="submit"
          name="intent"
          value={asksForReview ? 'submit' : 'next'}
          variant="primary"
          busy={busy}
          data-go-on=""
        >
          {asksForReview
            ? t('describe.submit', { count: progress.total })
            : isLast
              ? t('describe.save_last')
              : t('describe.save')}{' '}
          <KeyHint keys={t('describe.keys')} />
        </Button>
        {asksForReview && (
          <Button type="submit" name="intent" value="next" busy={busy}>
            {t('describe.save_only')}
          </Button>
        )}
        <ButtonLink to={next} variant="plain">
          {t('describe.skip')}
        </ButtonLink>
      </div>
    </Form>
  )
}
