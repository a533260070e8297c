import type { FormEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { SizeProgress } from './size-progress'
import { useSizeDownload } from './use-size-download'

interface SizeFormProps {
  title: string
  action: string
  /** What applies to the file that is made. */
  note: string
  /** The fields; empty ones are not sent. */
  children: ReactNode
}

/** Downloads what the fields ask for. Without scripts the form leads to a page that waits. */
export function SizeForm({ title, action, note, children }: SizeFormProps) {
  const { t } = useTranslation('sizes')
  const { download, start, again } = useSizeDownload()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = [...new FormData(event.currentTarget)].filter(([, value]) => value !== '')
    start(`${action}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`)
  }
  return (
    <details className="disclosure">
      <summary>{title}</summary>
      <form method="get" action={action} className="stack size-form" onSubmit={submit}>
        {children}
        <p className="button-row">
          <Button type="submit" icon="download" busy={download.state === 'making'}>
            {t('download')}
          </Button>
        </p>
        <SizeProgress download={download} onAgain={again} />
        <p className="size-note">{note}</p>
      </form>
    </details>
  )
}
