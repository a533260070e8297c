import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useToast } from '~/ui/toast'
import type { Selection } from './selection'

/** Returns a function that selects or deselects the assets whose ids an address has; says if there are more than fit. */
export function useAskedIds(selection: Selection): (address: string, on?: boolean) => Promise<void> {
  const { t } = useTranslation('selection')
  const toast = useToast()
  return async (address, on = true) => {
    try {
      const response = await fetch(address, { headers: { accept: 'application/json' } })
      if (!response.ok) throw new Error(`status ${response.status}`)
      const { ids, total } = (await response.json()) as { ids: string[]; total: number }
      if (on) selection.add(ids)
      else selection.remove(ids)
      if (total > ids.length) toast({ text: t('too_many', { count: selection.most, total }) })
    } catch {
      toast({ text: t('all_failed') })
    }
  }
}

/**
 * Selects all assets that match a filter, on all pages, up to the limit of a selection; shows a message if there are
 * more.
 */
export function useChooseMatching(selection: Selection, address: string): { run: () => void; busy: boolean } {
  const ask = useAskedIds(selection)
  const [busy, setBusy] = useState(false)
  const run = async () => {
    if (busy) return
    setBusy(true)
    await ask(address)
    setBusy(false)
  }
  return { run: () => void run(), busy }
}
