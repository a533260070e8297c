import type { SubmissionResult } from '@conform-to/react'
import { useFetcher } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LONGEST_NOTE } from '~/domain/assets/version-note'
import { Button } from '~/ui/button'
import { TextArea } from '~/ui/text-field'
import { urls } from '~/urls'

interface Props {
  assetId: string
  version: { id: string; number: number; note: string | null }
}

/** The note of a version, which a button turns into a field. */
export function VersionNoteForm({ assetId, version }: Props) {
  const { note, number } = version
  const { t } = useTranslation('versions')
  const [isEditing, setEditing] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const wasEditing = useRef(false)
  useEffect(() => {
    if (wasEditing.current && !isEditing) opener.current?.focus()
    wasEditing.current = isEditing
  }, [isEditing])
  if (isEditing) return <NoteField assetId={assetId} version={version} onClose={() => setEditing(false)} />
  return (
    <div className="version-note">
      {note && <p dir="auto">{note}</p>}
      <Button
        ref={opener}
        size="s"
        variant="plain"
        icon="edit"
        aria-label={note ? t('note.edit_named', { number }) : t('note.add_named', { number })}
        onClick={() => setEditing(true)}
      >
        {note ? t('note.edit') : t('note.add')}
      </Button>
    </div>
  )
}

function NoteField({ assetId, version, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation('versions')
  const fetcher = useFetcher<{ result?: SubmissionResult<string[]>; done?: string }>()
  const { data, state } = fetcher
  const field = useRef<HTMLFormElement>(null)
  const isDone = state === 'idle' && data?.done === 'note'
  useEffect(() => field.current?.querySelector('textarea')?.focus(), [])
  useEffect(() => {
    if (isDone) onClose()
  }, [isDone, onClose])
  const { error } = data?.result ?? {}
  return (
    <fetcher.Form
      ref={field}
      method="post"
      action={urls.library.noteVersion(assetId)}
      className="stack version-note-form"
    >
      <input type="hidden" name="versionId" value={version.id} />
      <TextArea
        name="note"
        label={t('note.label', { number: version.number })}
        defaultValue={version.note ?? ''}
        maxLength={LONGEST_NOTE}
        errors={error?.note ?? error?.[''] ?? undefined}
        rows={2}
        onKeyDown={(event) => event.key === 'Escape' && onClose()}
      />
      <p className="button-row">
        <Button type="submit" size="s" variant="primary" busy={state !== 'idle'}>
          {t('note.save')}
        </Button>
        <Button size="s" onClick={onClose}>
          {t('note.cancel')}
        </Button>
      </p>
    </fetcher.Form>
  )
}
