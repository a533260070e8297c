import { isRouteErrorResponse } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { IconName } from './icon-names'
import { SplitPage } from './split-page'

const TOLD = [401, 403, 404, 410, 500, 503]
const ICONS: Partial<Record<number, IconName>> = {
  401: 'lock',
  403: 'lock',
  404: 'search',
  410: 'clock',
  500: 'warning',
  503: 'warning',
}

/** Returns the HTTP status of an error that a route threw; 500 for unexpected errors. */
export const statusOf = (error: unknown): number => (isRouteErrorResponse(error) ? error.status : 500)

/** An error page in the reader's language, with links onwards. Does not show the status, which is for programs. */
export function Problem({ error, children }: { error: unknown; children: ReactNode }) {
  const { t } = useTranslation('common')
  const status = statusOf(error)
  const told = TOLD.includes(status) ? status : 500
  return (
    <SplitPage title={t(`error.${told}.title`)} icon={ICONS[told] ?? 'warning'}>
      <p>{messageOf(error) ?? t(`error.${told}.text`)}</p>
      {children}
    </SplitPage>
  )
}

/** Returns the message of the loader's error, which is already translated; undefined if it has none. */
function messageOf(error: unknown): string | undefined {
  const told = isRouteErrorResponse(error) ? (error.data as { message?: unknown } | null)?.message : undefined
  return typeof told === 'string' && told ? told : undefined
}
