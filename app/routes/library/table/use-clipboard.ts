import { useEffect, useRef } from 'react'

interface Clipboard {
  /** Whether the clipboard is meant for the table. */
  isHere: () => boolean
  copy: () => string | undefined
  paste: (text: string) => void
}

/** Copies from and pastes into what has the focus and is no text field, for which browsers send these events too. */
export function useClipboard(clipboard: Clipboard): void {
  const latest = useRef(clipboard)
  latest.current = clipboard
  useEffect(() => {
    const onCopy = (event: ClipboardEvent) => {
      if (!latest.current.isHere()) return
      const text = latest.current.copy()
      event.preventDefault()
      if (text !== undefined) event.clipboardData?.setData('text/plain', text)
    }
    const onPaste = (event: ClipboardEvent) => {
      if (!latest.current.isHere()) return
      event.preventDefault()
      const text = event.clipboardData?.getData('text/plain')
      if (text) latest.current.paste(text)
    }
    document.addEventListener('copy', onCopy)
    document.addEventListener('paste', onPaste)
    return () => {
      document.removeEventListener('copy', onCopy)
      document.removeEventListener('paste', onPaste)
    }
  }, [])
}
