import { useTranslation } from 'react-i18next'
import type { ImportState } from '~/domain/imports/import'
import { Badge, type Tone } from '~/ui/badge'

const TONE: Record<ImportState, Tone> = {
  ...{ draft: 'neutral', planning: 'info', planned: 'info', running: 'info' },
  ...{ stopped: 'warn', done: 'ok', failed: 'bad' },
}

/** The state of an import. */
export function ImportBadge({ state }: { state: ImportState }) {
  const { t } = useTranslation('imports')
  return <Badge tone={TONE[state]}>{t(`state.${state}`)}</Badge>
}
