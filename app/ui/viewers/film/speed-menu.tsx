import { useTranslation } from 'react-i18next'
import { formatNumber } from '~/i18n/format'
import { Popdown } from '~/ui/popdown'
import type { Media } from '../use-media'
import { MenuChoice } from './menu-choice'

const RATES = [0.5, 0.75, 1, 1.25, 1.5, 2]

/** Chooses how fast a film or a sound is played. */
export function SpeedMenu({ media }: { media: Media }) {
  const { t, i18n } = useTranslation('viewer')
  const name = (rate: number) => `${formatNumber(rate, i18n.language)}×`
  return (
    <Popdown
      up
      summary={name(media.rate)}
      label={t('film.speed_now', { speed: name(media.rate) })}
      summaryClass="button button-plain film-speed"
    >
      {RATES.map((rate) => (
        <MenuChoice key={rate} label={name(rate)} isChosen={rate === media.rate} onChoose={() => media.setRate(rate)} />
      ))}
    </Popdown>
  )
}
