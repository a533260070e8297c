import { useEffect, useRef } from 'react'
import { filesOfInput, type PickedFile } from '~/routes/uploads/dropped-files'
import { Button, type ButtonLook } from '~/ui/button'

interface FilePickerProps extends Pick<ButtonLook, 'variant' | 'size' | 'icon'> {
  label: string
  /** What the button does, where its label alone does not say. */
  name?: string
  isFolder?: boolean
  isSingle?: boolean
  accept?: string
  onPick: (files: PickedFile[]) => void
}

/** A button that chooses files, or a folder whose tree is kept. */
export function FilePicker({ label, name, isFolder, isSingle, accept, onPick, ...look }: FilePickerProps) {
  const input = useRef<HTMLInputElement>(null)
  // React does not support the attribute `webkitdirectory`; browsers do.
  useEffect(() => {
    if (isFolder) input.current?.setAttribute('webkitdirectory', '')
  }, [isFolder])
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple={!isSingle}
        accept={accept}
        className="sr-only"
        tabIndex={-1}
        aria-label={name ?? label}
        onChange={({ currentTarget }) => {
          onPick(filesOfInput(currentTarget))
          currentTarget.value = ''
        }}
      />
      <Button {...look} aria-label={name} onClick={() => input.current?.click()}>
        {label}
      </Button>
    </>
  )
}
