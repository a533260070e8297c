import { useTranslation } from 'react-i18next'
import { formatNumber } from '~/i18n/format'
import { Badge, type Tone } from '~/ui/badge'
import { Icon } from '~/ui/icon'
import { filesOfDrop } from '../uploads/dropped-files'
import { FilePicker } from './file-picker'
import type { GuestPage, PageSlot } from './guest-page.server'
import type { Deliveries } from './use-deliveries'

const TONES: Record<string, Tone> = { accepted: 'ok', changes_asked: 'warn', in_review: 'info', delivered: 'info' }

/** What a brief wants, one thing each, with how far it is; files can be dropped on each. */
export function SlotList({ page, deliveries }: { page: GuestPage; deliveries: Deliveries | undefined }) {
  const { t } = useTranslation('intake')
  if (page.slots.length === 0) return null
  return (
    <section className="wanted-slots" aria-labelledby="slots">
      <h2 id="slots">{t('slots.title')}</h2>
      <ol>
        {page.slots.map((slot) => (
          <Slot key={slot.id} slot={slot} page={page} deliveries={deliveries} />
        ))}
      </ol>
    </section>
  )
}

function Slot({ slot, page, deliveries }: { slot: PageSlot; page: GuestPage; deliveries: Deliveries | undefined }) {
  const { t } = useTranslation('intake')
  const { id, title, text, wanted, leastSide, picture } = slot
  const state = stateOf(slot)
  const begun = page.files.filter((file) => file.slotId === id && !file.submittedAt && !file.isRelease).length
  const isOpen = page.brief.state === 'open' && deliveries
  return (
    <li
      className="wanted-slot"
      onDrop={(event) => {
        if (!isOpen || !event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        void filesOfDrop(event.dataTransfer).then((files) => deliveries.add(files, { slotId: id }))
      }}
    >
      {picture && <img src={picture} alt="" width={96} height={72} loading="lazy" />}
      <div className="wanted-slot-text">
        <h3>
          <bdi>{title}</bdi>
        </h3>
        {text && (
          <p>
            <bdi>{text}</bdi>
          </p>
        )}
        <p className="wanted-slot-facts">
          {t('slots.wanted', { count: wanted })}
          {leastSide !== null && ` · ${t('rules.least_side', { pixels: formatNumber(leastSide, page.locale) })}`}
        </p>
      </div>
      <div className="wanted-slot-state">
        <Badge tone={TONES[state] ?? 'neutral'}>{t(`slots.${state}`, { count: slot.progress?.delivered ?? 0 })}</Badge>
        {begun > 0 && <span className="wanted-slot-facts">{t('slots.begun', { count: begun })}</span>}
        {isOpen && (
          <FilePicker
            label={t('slots.choose')}
            name={t('slots.choose_for', { slot: title })}
            size="s"
            onPick={(files) => deliveries.add(files, { slotId: id })}
          />
        )}
        {state === 'accepted' && <Icon name="check-circle" />}
      </div>
    </li>
  )
}

/** What matters most of a slot: that changes are asked for, then that it is full, then that something waits. */
function stateOf({ progress, wanted }: PageSlot): string {
  if (!progress || progress.delivered === 0) return 'empty'
  if (progress.changesAsked > 0) return 'changes_asked'
  if (progress.accepted >= wanted) return 'accepted'
  return progress.inReview > 0 ? 'in_review' : 'delivered'
}
