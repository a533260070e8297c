import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Checkbox } from '~/ui/checkbox'
import { Icon } from '~/ui/icon'
import { PageHead } from '~/ui/page-head'
import { UploadTemplate, type UploadTemplates } from '../templates/upload-template'
import { filesOfDrop, filesOfInput, type PickedFile } from './dropped-files'
import { UploadPanel } from './upload-panel'
import { useUploads } from './use-uploads'

/** A page on which files and folders can be dropped, with buttons that do the same. */
export function DropPlace({
  title,
  intro,
  locale,
  folderId,
  templates,
  children,
}: {
  title: string
  intro: string
  locale: string
  /** The open folder, which becomes the home of new assets. */
  folderId?: string
  templates: UploadTemplates
  children: ReactNode
}) {
  const { t } = useTranslation(['library', 'folders'])
  const uploads = useUploads()
  const [over, setOver] = useState(false)
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  // React does not support the attribute `webkitdirectory`; browsers do.
  useEffect(() => folder.current?.setAttribute('webkitdirectory', ''), [])
  const [keepsFolders, setKeepsFolders] = useState(false)
  const [templateId, setTemplateId] = useState('')
  const add = (files: PickedFile[]) =>
    uploads.add(files, { folderId, keepsFolders, templateId: templateId || undefined })
  const pick = (input: HTMLInputElement) => {
    add(filesOfInput(input))
    input.value = ''
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the buttons do the same by keyboard
    <div
      className="drop-place"
      data-over={over || undefined}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        // The search field takes files, too.
        setOver(!event.defaultPrevented)
        event.preventDefault()
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      }}
      onDrop={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        setOver(false)
        if (event.defaultPrevented) return
        event.preventDefault()
        void filesOfDrop(event.dataTransfer).then(add)
      }}
    >
      <PageHead
        title={title}
        intro={intro}
        actions={
          <>
            <input
              ref={folder}
              type="file"
              className="sr-only"
              tabIndex={-1}
              aria-label={t('upload.folder')}
              onChange={(event) => pick(event.currentTarget)}
            />
            <input
              ref={files}
              type="file"
              multiple
              className="sr-only"
              tabIndex={-1}
              aria-label={t('upload.files')}
              onChange={(event) => pick(event.currentTarget)}
            />
            <Checkbox
              name="keepsFolders"
              label={t('folders:keep_dropped')}
              checked={keepsFolders}
              onChange={(event) => setKeepsFolders(event.target.checked)}
            />
            <Button icon="folder" onClick={() => folder.current?.click()}>
              {t('upload.folder')}
            </Button>
            <Button icon="upload" variant="primary" onClick={() => files.current?.click()}>
              {t('upload.files')}
            </Button>
          </>
        }
      />
      {templates.all.length > 0 && (
        <UploadTemplate templates={templates} chosen={templateId} onChoose={setTemplateId} />
      )}
      <UploadPanel uploads={uploads} locale={locale} />
      {children}
      {over && (
        <div className="drop-veil" aria-hidden="true">
          <Icon name="upload" />
          <p>{t('upload.drop')}</p>
        </div>
      )}
    </div>
  )
}
