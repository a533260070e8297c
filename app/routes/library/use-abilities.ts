import { useRouteLoaderData } from '@remix-run/react'
import type { Abilities } from '~/domain/identity/permissions'
import type { loader } from './shell'

/** Returns what the person of a staff page may do; nothing outside the staff layout. */
export const useAbilities = (): Partial<Abilities> =>
  useRouteLoaderData<typeof loader>('routes/library/shell')?.abilities ?? {}
