import { useFetcher } from '@remix-run/react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { useErrorText } from '~/ui/field'
import { useToast } from '~/ui/toast'
import { urls } from '~/urls'
import type { ComboOption } from './combo'

interface Answer {
  added?: { id: number; name: string }
  result?: { error?: Record<string, string[] | null> | null }
}

/** Adds a name that was typed to the register of persons, and chooses it. */
export function AddPerson({ name, onAdded }: { name: string; onAdded: (option: ComboOption) => void }) {
  const { t } = useTranslation('references')
  const { data, state, submit } = useFetcher<Answer>()
  const toast = useToast()
  const say = useErrorText()
  const added = data?.added
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each answer
  useEffect(() => {
    if (!added) return
    toast({ text: t('added', { name: added.name }) })
    onAdded({ value: `#${added.id}`, label: added.name })
  }, [added])
  const refused = Object.values(data?.result?.error ?? {}).flatMap((messages) => messages ?? [])
  return (
    <p className="button-row">
      <Button
        size="s"
        icon="plus"
        busy={state !== 'idle'}
        onClick={() => submit({ name }, { method: 'post', action: urls.namedPersons.add() })}
      >
        {t('add', { name })}
      </Button>
      {refused.length > 0 && <span className="field-error">{refused.map(say).join(' ')}</span>}
    </p>
  )
}
