import { useEffect, useState } from 'react'
import type { BinKind } from '~/domain/bin/bin'
import type { References } from '~/domain/bin/references.queries.server'
import { urls } from '~/urls'
import { postForm } from './post-form'

/**
 * Returns what refers to items, requested when `wanted` becomes true; undefined while loading, `failed` on an error.
 */
export function useReferences(wanted: boolean, kind: BinKind, ids: string[]): References | 'failed' | undefined {
  const [found, setFound] = useState<References | 'failed'>()
  const asked = ids.join(' ')
  useEffect(() => {
    if (!wanted) return
    let left = false
    setFound(undefined)
    postForm<References>(urls.bin.references(), { kind, ids: asked.split(' ') }).then(
      (references) => left || setFound(references),
      () => left || setFound('failed'),
    )
    return () => {
      left = true
    }
  }, [wanted, kind, asked])
  return found
}
