import { useFetcher } from '@remix-run/react'
import { useEffect, useId, useRef } from 'react'
import { TextField, type TextFieldProps } from '~/ui/text-field'
import { urls } from '~/urls'

const WAIT_MS = 200

/** A field for the name of a term, which offers names as they are typed. */
export function TermName({ vocabulary, ...field }: TextFieldProps & { vocabulary: string }) {
  const found = useFetcher<{ names?: string[] }>()
  const list = useId()
  const timer = useRef<ReturnType<typeof setTimeout>>()
  useEffect(() => () => clearTimeout(timer.current), [])
  const ask = (text: string) => {
    clearTimeout(timer.current)
    if (text.trim()) timer.current = setTimeout(() => found.load(urls.vocabularies.names(vocabulary, text)), WAIT_MS)
  }
  return (
    <>
      <TextField
        {...field}
        list={list}
        maxLength={100}
        dir="auto"
        autoComplete="off"
        onChange={(event) => ask(event.currentTarget.value)}
      />
      <datalist id={list}>
        {(found.data?.names ?? []).map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  )
}
