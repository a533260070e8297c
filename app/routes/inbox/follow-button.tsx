import { useFetcher } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { urls } from '~/urls'

/** Follows the asset or collection of a page, or ends it. */
export function FollowButton({ isFollowed, ...about }: { isFollowed: boolean; asset?: string; collection?: string }) {
  const { t } = useTranslation('inbox')
  const fetcher = useFetcher()
  const act = fetcher.formData?.get('act')
  const on = act ? act === 'follow' : isFollowed
  return (
    <fetcher.Form method="post" action={urls.inbox.follow()}>
      {Object.entries(about).map(([name, value]) => value && <input key={name} type="hidden" {...{ name, value }} />)}
      <Button
        type="submit"
        name="act"
        value={on ? 'unfollow' : 'follow'}
        icon="star"
        aria-pressed={on}
        variant={on ? 'quiet' : 'plain'}
        title={t('follow.help')}
      >
        {t(on ? 'follow.on' : 'follow.off')}
      </Button>
    </fetcher.Form>
  )
}
