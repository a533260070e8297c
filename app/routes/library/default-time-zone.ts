import { useRouteLoaderData } from '@remix-run/react'
import type { loader } from './shell'

/** The IANA zone in which staff pages show dates and first offers new ones: VITRINE_ZONE. */
export const useDefaultTimeZone = (): string => useRouteLoaderData<typeof loader>('routes/library/shell')?.zone ?? 'UTC'
