import { useTranslation } from 'react-i18next'
import { Icon } from '~/ui/icon'
import { Popdown } from '~/ui/popdown'
import type { FilmCaptions } from '../film-player'
import { MenuChoice } from './menu-choice'

interface CaptionsMenuProps {
  captions: FilmCaptions[]
  chosen: string | undefined
  onChoose: (lang: string | undefined) => void
}

/** Chooses the language of captions, or none. */
export function CaptionsMenu({ captions, chosen, onChoose }: CaptionsMenuProps) {
  const { t } = useTranslation('viewer')
  if (captions.length === 0) return null
  const summary = chosen === undefined ? 'captions-off' : 'captions'
  return (
    <Popdown
      up
      summary={<Icon name={summary} />}
      label={t('film.captions')}
      summaryClass="button button-plain button-icon"
    >
      <MenuChoice label={t('film.captions_off')} isChosen={chosen === undefined} onChoose={() => onChoose(undefined)} />
      {captions.map(({ lang, label }) => (
        <MenuChoice key={lang} label={label} lang={lang} isChosen={chosen === lang} onChoose={() => onChoose(lang)} />
      ))}
    </Popdown>
  )
}
