import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { RefusedGroup } from '~/domain/bulk/bulk'
import { Button } from '~/ui/button'
import { Dialog } from '~/ui/dialog'
import { urls } from '~/urls'
import type { Selection } from './selection'
import type { Bulk } from './use-bulk'

/** The result of a bulk action: what was done, and what was refused, grouped by reason, with links to the files. */
export function BulkReportDialog({ bulk, selection }: { bulk: Bulk; selection: Selection }) {
  const { t } = useTranslation('selection')
  const { report, closeReport } = bulk
  if (!report) return null
  const refused = report.refused.flatMap((group) => group.ids)
  const undo = bulk.undo(report)
  return (
    <Dialog
      open
      onClose={closeReport}
      title={t('report.title', { count: refused.length })}
      actions={
        <>
          {undo && (
            <Button
              icon="undo"
              onClick={() => {
                undo()
                closeReport()
              }}
            >
              {t('report.undo', { count: report.done.length })}
            </Button>
          )}
          <Button
            onClick={() => {
              selection.set(refused)
              closeReport()
            }}
          >
            {t('report.keep')}
          </Button>
          <Button variant="primary" onClick={closeReport}>
            {t('report.close')}
          </Button>
        </>
      }
    >
      <p>{t(`done.${report.act}`, { count: report.done.length })}</p>
      {report.refused.map((group) => (
        <Group key={[group.code, ...group.missing].join()} group={group} onLeave={closeReport} />
      ))}
    </Dialog>
  )
}

function Group({ group, onLeave }: { group: RefusedGroup; onLeave: () => void }) {
  const { t } = useTranslation(['selection', 'review', 'metadata', 'errors'])
  const count = group.ids.length
  const more = count - group.named.length
  const checks = group.missing
    .map((name) => t([`review:check.${name}`, `metadata:built_in.${name}`], { defaultValue: name }))
    .join(', ')
  const why = checks ? t('report.missing', { count, checks }) : t(`errors:${group.code}`)
  return (
    <section className="refused-group">
      <h3>
        {why} <span className="muted numbers">({count})</span>
      </h3>
      <ul>
        {group.named.map(({ id, title }) => (
          <li key={id}>
            <Link className="link" to={urls.library.asset(id)} onClick={onLeave} dir="auto">
              {title}
            </Link>
          </li>
        ))}
      </ul>
      {group.named.length > 0 && more > 0 && <p className="muted">{t('report.more', { count: more })}</p>}
    </section>
  )
}
