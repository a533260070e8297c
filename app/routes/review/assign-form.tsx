import { useFetcher } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { refusalsOf } from '~/ui/refusals'
import { Select } from '~/ui/select'
import { urls } from '~/urls'
import type { ReviewItem } from './item'

interface Answer {
  result?: { error?: Record<string, string[] | null> | null }
  done?: string
}

/** Who has the review of a file; it is in their inbox then. */
export function AssignForm({ item }: { item: ReviewItem }) {
  const { asset, assignment } = item
  const { t } = useTranslation('review-steps')
  const fetcher = useFetcher<Answer>()
  const { people, assigneeId } = assignment
  return (
    <fetcher.Form method="post" action={urls.review.assign(asset.id)} className="panel stack-s">
      <Select
        key={assigneeId}
        name="assignee"
        label={t('assign.label')}
        defaultValue={assigneeId ?? ''}
        errors={refusalsOf(fetcher.data?.result)}
        options={[
          { value: '', label: t('assign.nobody') },
          ...people.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <p className="button-row">
        <Button type="submit" busy={fetcher.state !== 'idle'}>
          {t('assign.assign')}
        </Button>
        <span role="status">{fetcher.state === 'idle' && fetcher.data?.done && t('assign.done')}</span>
      </p>
    </fetcher.Form>
  )
}
