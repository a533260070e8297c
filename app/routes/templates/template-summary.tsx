import { useTranslation } from 'react-i18next'
import { Badge } from '~/ui/badge'
import { fieldName } from '../metadata/field-name'
import type { TemplateSummary as Summary } from './template-lines.server'

/** What a template sets and requires, field by field. */
export function TemplateSummary({ summary: { lines } }: { summary: Summary }) {
  const { t } = useTranslation(['templates', 'metadata', 'common'])
  if (lines.length === 0) return <p className="muted">{t('says_nothing')}</p>
  return (
    <dl className="facts template-lines">
      {lines.map((line) => (
        <div key={line.key}>
          <dt>{fieldName(t, line)}</dt>
          <dd>
            {line.text !== undefined && (
              <>
                <bdi lang={line.lang}>{line.text}</bdi>
                {line.mode !== 'fill' && <span className="muted"> {t(`mode_short.${line.mode}`)}</span>}
              </>
            )}{' '}
            {line.isRequired && <Badge>{t('metadata:badge.needed')}</Badge>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
