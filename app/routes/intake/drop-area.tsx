import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { filesOfDrop, type PickedFile } from '~/routes/uploads/dropped-files'
import { Icon } from '~/ui/icon'
import { FilePicker } from './file-picker'

/** Takes files and folders that are dropped anywhere on the page, or chosen. */
export function DropArea({ onPick }: { onPick: (files: PickedFile[]) => void }) {
  const { t } = useTranslation('intake')
  const isOver = useDropsOnPage(onPick)
  return (
    <section className="drop-area" data-over={isOver || undefined} aria-label={t('drop.title')}>
      <Icon name="upload" />
      <p className="drop-area-title">{t('drop.title')}</p>
      <div className="button-row">
        <FilePicker label={t('drop.files')} variant="primary" icon="upload" onPick={onPick} />
        <FilePicker label={t('drop.folder')} icon="folder" isFolder onPick={onPick} />
      </div>
      <p className="drop-area-help">{t('drop.help')}</p>
    </section>
  )
}

function useDropsOnPage(onPick: (files: PickedFile[]) => void): boolean {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files')
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false)
    const drop = (event: DragEvent) => {
      setOver(false)
      // One of the slots has taken them.
      if (event.defaultPrevented || !event.dataTransfer || !hasFiles(event)) return
      event.preventDefault()
      void filesOfDrop(event.dataTransfer).then(onPick)
    }
    addEventListener('dragover', over)
    addEventListener('dragleave', leave)
    addEventListener('drop', drop)
    return () => {
      removeEventListener('dragover', over)
      removeEventListener('dragleave', leave)
      removeEventListener('drop', drop)
    }
  }, [onPick])
  return isOver
}
