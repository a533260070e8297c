import { useFetcher } from '@remix-run/react'
import { type ClipboardEvent, type DragEvent, useState } from 'react'
import { urls } from '~/urls'
import type { PictureSearchAnswer } from './by-picture'

/** What a search field does with pictures that are dropped on it or pasted into it. */
export interface PictureSearch {
  /** Whether a file is held over the field. */
  isOver: boolean
  isBusy: boolean
  /** Why the last file was refused. */
  errors: string[]
  send: (file: File) => void
  events: {
    onDragOver: (event: DragEvent) => void
    onDragLeave: (event: DragEvent) => void
    onDrop: (event: DragEvent) => void
    onPaste: (event: ClipboardEvent) => void
  }
}

/** Searches by the first file that is dropped, pasted or chosen; the answer leads to the result. */
export function usePictureSearch(): PictureSearch {
  const fetcher = useFetcher<PictureSearchAnswer>()
  const [isOver, setOver] = useState(false)
  const send = (file: File) => {
    const form = new FormData()
    form.append('file', file)
    fetcher.submit(form, { method: 'post', action: urls.library.byPicture(), encType: 'multipart/form-data' })
  }
  const take = (event: { preventDefault: () => void }, [file]: ArrayLike<File> & Iterable<File>) => {
    event.preventDefault()
    if (file) send(file)
  }
  return {
    ...{ isOver, isBusy: fetcher.state !== 'idle', send },
    errors:
      fetcher.state === 'idle' ? Object.values(fetcher.data?.result?.error ?? {}).flatMap((each) => each ?? []) : [],
    events: {
      // What is prevented here is left alone by the place around, where files are dropped to upload them.
      onDragOver: (event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setOver(true)
      },
      onDragLeave: () => setOver(false),
      onDrop: (event) => {
        setOver(false)
        if (event.dataTransfer.types.includes('Files')) take(event, event.dataTransfer.files)
      },
      onPaste: (event) => {
        if (event.clipboardData.files.length > 0) take(event, event.clipboardData.files)
      },
    },
  }
}
