import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { classes } from '~/ui/classes'
import { Icon } from '~/ui/icon'
import { useToast } from '~/ui/toast'
import { filesOfDrop, type PickedFile } from '../uploads/dropped-files'
import { type Uploads, useUploads } from '../uploads/use-uploads'

export interface VersionUpload {
  uploads: Uploads
  /** The number that the next version gets. */
  nextNumber: number
  note: string
  setNote: (note: string) => void
  /** Sends one file as the next version, with the note; refuses several, by a message. */
  send: (files: PickedFile[]) => void
}

const Context = createContext<VersionUpload | undefined>(undefined)

/** Returns the uploads of new versions of the asset of this page; undefined for people who may not upload. */
export const useVersionUpload = (): VersionUpload | undefined => useContext(Context)

interface VersionUploadsProps {
  assetId: string
  nextNumber: number
  mayUpload: boolean
  children: ReactNode
}

/** Lets the parts of an asset's page share its uploads: the picture takes dropped files, the list shows how far they are. */
export function VersionUploads({ mayUpload, children, ...rest }: VersionUploadsProps) {
  return mayUpload ? <Provider {...rest}>{children}</Provider> : children
}

function Provider({ assetId, nextNumber, children }: Omit<VersionUploadsProps, 'mayUpload'>) {
  const { t } = useTranslation('versions')
  const uploads = useUploads({ only: assetId })
  const [note, setNote] = useState('')
  const toast = useToast()
  const send = (files: PickedFile[]) => {
    if (files.length > 1) toast({ text: t('drop.one_only') })
    if (files.length !== 1) return
    uploads.add(files, { assetId, note: note.trim() || undefined })
    setNote('')
  }
  return <Context.Provider value={{ uploads, nextNumber, note, setNote, send }}>{children}</Context.Provider>
}

/** The picture of an asset, on which a file can be dropped. By keyboard the button below the versions does the same. */
export function DropVersion({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useTranslation('versions')
  const upload = useVersionUpload()
  const [isOver, setOver] = useState(false)
  const isDragging = useFileDrag()
  if (!upload) return children
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; a button does the same by keyboard
    <div
      className="version-drop"
      onDragOver={(event) => {
        if (!carriesFiles(event.dataTransfer)) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'copy'
        setOver(true)
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      }}
      onDrop={(event) => {
        if (!carriesFiles(event.dataTransfer)) return
        event.preventDefault()
        setOver(false)
        void filesOfDrop(event.dataTransfer).then(upload.send)
      }}
    >
      {children}
      {(isOver || isDragging) && (
        <div className={classes('version-veil', isOver && 'version-veil-over')} aria-hidden="true">
          <Icon name="upload" />
          <p>{t(isOver ? 'drop.over' : 'drop.here', { number: upload.nextNumber })}</p>
          <p className="version-veil-title" dir="auto">
            {title}
          </p>
        </div>
      )}
    </div>
  )
}

const carriesFiles = (transfer: DataTransfer | null): boolean => transfer?.types.includes('Files') ?? false

/**
 * Returns whether files are being dragged over the window. Keeps the browser from opening a file that is dropped beside the
 * picture, which would leave the page and what is not saved on it.
 */
function useFileDrag(): boolean {
  const [isDragging, setDragging] = useState(false)
  const depth = useRef(0)
  useEffect(() => {
    const set = (next: number) => {
      depth.current = Math.max(0, next)
      setDragging(depth.current > 0)
    }
    const listen = {
      dragenter: (event: DragEvent) => carriesFiles(event.dataTransfer) && set(depth.current + 1),
      dragleave: (event: DragEvent) => carriesFiles(event.dataTransfer) && set(depth.current - 1),
      dragover: (event: DragEvent) => {
        if (event.defaultPrevented || !event.dataTransfer || !carriesFiles(event.dataTransfer)) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'none'
      },
      drop: (event: DragEvent) => {
        if (carriesFiles(event.dataTransfer)) event.preventDefault()
        set(0)
      },
    }
    const names = Object.keys(listen) as (keyof typeof listen)[]
    for (const name of names) addEventListener(name, listen[name])
    return () => {
      for (const name of names) removeEventListener(name, listen[name])
    }
  }, [])
  return isDragging
}
