import type { MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '~/ui/icon'
import { SizeProgress } from './size-progress'
import { type SizeDownload as Download, useSizeDownload } from './use-size-download'

/** Downloads a size. Without scripts the server shows a page that waits; with scripts the wait is shown here. */
export function SizeDownload({ name, href }: { name: string; href: string }) {
  const { t } = useTranslation('sizes')
  const { download, start, again } = useSizeDownload()
  return (
    <>
      <SizeLink href={href} download={download} onStart={() => start(href)} label={t('download')} name={name} />
      <SizeProgress download={download} onAgain={again} />
    </>
  )
}

interface SizeLinkProps {
  href: string
  download: Download
  onStart: () => void
  label: string
  /** What is downloaded, for those who do not see where the link is. */
  name: string
}

/** A link that works without scripts, and otherwise starts a download that is waited for. */
export function SizeLink({ href, download, onStart, label, name }: SizeLinkProps) {
  const begin = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    if (download.state !== 'making') onStart()
  }
  return (
    <a
      className="button"
      href={href}
      rel="nofollow"
      onClick={begin}
      aria-disabled={download.state === 'making' || undefined}
    >
      <Icon name="download" />
      <span>{label}</span>
      <span className="sr-only">: {name}</span>
    </a>
  )
}
