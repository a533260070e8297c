import { useTranslation } from 'react-i18next'
import type { StaffAsset } from '~/domain/delivery/staff-assets.queries.server'
import type { BriefSlot } from '~/domain/intake/brief'
import type { SlotProgress } from '~/domain/intake/files-of-guest.queries.server'
import type { SlotState } from '~/domain/intake/slot-state'
import { Badge, type Tone } from '~/ui/badge'
import { RowPicture } from '../library/row-picture'

const TONES: Record<SlotState, Tone> = {
  ...{ empty: 'neutral', changes_asked: 'warn', in_review: 'info', partly: 'info', accepted: 'ok' },
}

interface Slot extends BriefSlot {
  state: SlotState
  progress?: SlotProgress
}

/** What a brief wants, and how far each thing is. */
export function SlotCards({ slots, pictures }: { slots: Slot[]; pictures: Record<string, StaffAsset> }) {
  const { t } = useTranslation('briefs')
  if (slots.length === 0) return null
  return (
    <section className="stack-s" aria-labelledby="brief-slots">
      <h2 id="brief-slots">{t('slots.legend')}</h2>
      <ul className="brief-slots">
        {slots.map(({ id, title, text, wanted, state, progress, referenceAssetId }) => {
          const picture = referenceAssetId ? pictures[referenceAssetId] : undefined
          return (
            <li key={id} className="panel brief-slot">
              {picture && <RowPicture asset={picture} />}
              <div className="relation-name">
                <strong dir="auto">{title}</strong>
                {text && (
                  <span className="muted brief-slot-text" dir="auto">
                    {text}
                  </span>
                )}
                <span className="brief-slot-state">
                  <Badge tone={TONES[state]}>{t(`slot_state.${state}`)}</Badge>
                  <span className="muted">{t('slots.came', { came: progress?.delivered ?? 0, wanted })}</span>
                </span>
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
