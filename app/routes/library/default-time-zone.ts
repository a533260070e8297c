import { useRouteLoaderData } from '@remix-run/react'
import type { loader } from './shell'

/** Returns the IANA zone in which staff pages show dates and which they suggest for new ones: VITRINE_ZONE. */
export const useDefaultTimeZone = (): string => useRouteLoaderData<typeof loader>('routes/library/shell')?.zone ?? 'UTC'
