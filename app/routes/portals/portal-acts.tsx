import { useFetcher } from '@remix-run/react'
import { type MouseEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, ButtonLink } from '~/ui/button'
import { useToast } from '~/ui/toast'
import { urls } from '~/urls'

export interface PortalAnswer {
  done?: string
  result?: { error?: Record<string, string[] | null> | null }
}

/**
 * Publish and close, as two controls in fixed positions: one that is not possible now stays there and says why. Both
 * take effect at once and can be undone for ten seconds. `onAnswer` receives the server's response.
 */
export function PortalActs({
  portal,
  unsaved,
  onAnswer,
}: {
  portal: { id: string; slug: string; published: boolean }
  /** Whether the settings form holds changes that publishing would not include. */
  unsaved: boolean
  onAnswer: (answer: PortalAnswer) => void
}) {
  const { t } = useTranslation('portals')
  const toast = useToast()
  const fetcher = useFetcher<PortalAnswer>()
  const told = useRef<PortalAnswer>()
  const undoing = useRef(false)
  const { published } = portal
  const action = urls.portals.edit(portal.id)
  const submit = fetcher.submit
  useEffect(() => {
    const answer = fetcher.data
    if (!answer || answer === told.current) return
    told.current = answer
    onAnswer(answer)
    const { done } = answer
    if (done !== 'publish' && done !== 'close') return
    const undo = () => {
      undoing.current = true
      submit({ intent: done === 'publish' ? 'close' : 'publish' }, { method: 'post', action })
    }
    toast({
      text: t(`edit.done_${done}`),
      action: undoing.current ? undefined : { label: t('edit.undo'), onAction: undo },
    })
    undoing.current = false
  }, [fetcher.data, onAnswer, submit, toast, action, t])

  const act = (intent: 'publish' | 'close', why: string | undefined, variant: 'primary' | 'danger-quiet') => (
    <fetcher.Form method="post" action={action}>
      <input type="hidden" name="intent" value={intent} />
      <Button
        type="submit"
        variant={variant}
        busy={fetcher.formData?.get('intent') === intent}
        aria-disabled={!!why}
        title={why}
        onClick={(event: MouseEvent) => {
          if (!why) return
          event.preventDefault()
          toast({ text: why })
        }}
      >
        {t(`edit.${intent}`)}
      </Button>
    </fetcher.Form>
  )
  const notPublish = published ? t('edit.is_published') : unsaved ? t('edit.save_first') : undefined
  return (
    <>
      <ButtonLink href={urls.portal.home(portal.slug)} icon={published ? 'external' : 'eye'}>
        {t(published ? 'edit.visit' : 'edit.preview')}
      </ButtonLink>
      {act('close', published ? undefined : t('edit.is_closed'), 'danger-quiet')}
      {act('publish', notPublish, 'primary')}
    </>
  )
}
