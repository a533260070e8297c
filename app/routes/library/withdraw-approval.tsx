import { type MouseEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AssetUse, AssetUses } from '~/domain/search/asset-uses.queries.server'
import { Button } from '~/ui/button'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { urls } from '~/urls'

/**
 * The submit button of a form that withdraws an approval. Asks for confirmation and lists what will no longer show the
 * file, since only another review restores it. Without scripts it submits at once.
 */
export function WithdrawApproval({ title, uses, busy }: { title: string; uses: AssetUses; busy: boolean }) {
  const { t } = useTranslation('library')
  const [asking, setAsking] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const ask = (event: MouseEvent) => {
    event.preventDefault()
    setAsking(true)
  }
  return (
    <>
      <Button
        ref={button}
        type="submit"
        name="transition"
        value="withdraw"
        variant="danger-quiet"
        icon="ban"
        busy={busy}
        onClick={ask}
      >
        {t('review.withdraw')}
      </Button>
      <ConfirmDialog
        open={asking}
        onCancel={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false)
          button.current?.form?.requestSubmit(button.current)
        }}
        title={t('withdraw.title', { title })}
        confirmLabel={t('review.withdraw')}
        danger
      >
        <div className="stack">
          <p>{t('withdraw.text')}</p>
          <Uses
            label={t('withdraw.portals', { count: uses.portals.length })}
            uses={uses.portals}
            to={urls.portals.edit}
          />
          <Uses label={t('withdraw.links', { count: uses.links.length })} uses={uses.links} to={urls.shares.manage} />
          {uses.portals.length + uses.links.length === 0 && <p>{t('withdraw.nowhere')}</p>}
        </div>
      </ConfirmDialog>
    </>
  )
}

const MOST_NAMED = 8

function Uses({ label, uses, to }: { label: ReactNode; uses: AssetUse[]; to: (id: string) => string }) {
  const { t } = useTranslation('library')
  if (uses.length === 0) return null
  const more = uses.length - MOST_NAMED
  return (
    <div>
      <p>{label}</p>
      <ul className="use-list">
        {uses.slice(0, MOST_NAMED).map((use) => (
          <li key={use.id}>
            <a className="link" href={to(use.id)} target="_blank" rel="noreferrer" dir="auto">
              {use.name}
            </a>
          </li>
        ))}
        {more > 0 && <li className="muted">{t('withdraw.more', { count: more })}</li>}
      </ul>
    </div>
  )
}
