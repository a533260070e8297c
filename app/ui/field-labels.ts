import { useEffect, useState } from 'react'

/** Returns the labels of controls by their ids, read from their `label` and `legend` elements on the page. */
export function useLabels(ids: string[]): Record<string, string> {
  const [labels, setLabels] = useState<Record<string, string>>({})
  const asked = ids.join(' ')
  useEffect(() => {
    const found = asked.split(' ').map((id) => [id, labelOf(id)])
    setLabels(Object.fromEntries(found.filter(([, label]) => label)))
  }, [asked])
  return labels
}

function labelOf(id: string): string {
  const label =
    document.querySelector(`label[for="${CSS.escape(id)}"]`) ??
    document.getElementById(id)?.closest('fieldset')?.querySelector('legend')
  const parts = [...(label?.childNodes ?? [])].filter(
    (part) => !(part instanceof Element && part.matches('.field-optional')),
  )
  return parts.map((part) => part.textContent).join('')
}
