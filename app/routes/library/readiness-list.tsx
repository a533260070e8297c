import { useTranslation } from 'react-i18next'
import type { Check, Readiness } from '~/domain/review/readiness'
import type { TransitionName } from '~/domain/review/review'
import { Checkbox } from '~/ui/checkbox'
import { classes } from '~/ui/classes'
import type { FieldMeta } from '~/ui/field'
import { Icon } from '~/ui/icon'
import type { IconName } from '~/ui/icon-names'
import { checkName } from '../review/check-name'
import { reasonText } from './reason-text'

const LOOKS: Record<'met' | 'needed' | 'advised', { icon: IconName; tone: string }> = {
  met: { icon: 'check-circle', tone: 'tone-ok' },
  needed: { icon: 'error', tone: 'tone-bad' },
  advised: { icon: 'info', tone: 'tone-warn' },
}

const stateOf = ({ met, required }: Check) => (met ? 'met' : required ? 'needed' : 'advised')

/** What a version requires for approval, what is recommended, and which of it is present. */
export function ReadinessList({ readiness, id }: { readiness: Readiness; id?: string }) {
  const { t, i18n } = useTranslation(['review', 'metadata'])
  const blocked = readiness.missing.length > 0
  return (
    <div className="readiness" id={id}>
      <p className={blocked ? 'readiness-head' : 'muted'}>
        {blocked ? t('readiness.missing', { count: readiness.missing.length }) : t('readiness.ready')}
      </p>
      <ul>
        {readiness.checks.map((check) => {
          const state = stateOf(check)
          const { icon, tone } = LOOKS[state]
          return (
            <li key={check.name} className={classes('readiness-check', tone)}>
              <Icon name={icon} />
              <span>
                {checkName(t, check, i18n.language)}{' '}
                <span className={state === 'met' ? 'sr-only' : 'muted'}>{t(`readiness.${state}`)}</span>
              </span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

/**
 * Why a file has no preview, with a checkbox to confirm that it was inspected in another program; renders nothing if
 * there is a preview.
 */
export function Unseen({ readiness, field }: { readiness: Readiness; field: FieldMeta }) {
  const { preview } = readiness
  const { t } = useTranslation(['review', 'library'])
  if (preview.state === 'made') return null
  const why = preview.state === 'none' ? reasonText(t, preview.reason) : t('library:picture.waiting')
  return <Checkbox field={field} label={t('unseen.label')} help={t('unseen.help', { why })} />
}

/**
 * Returns attributes that disable the button of a transition blocked by missing requirements, and refer to their list.
 */
export function blockedBy(transition: TransitionName, readiness: Readiness | undefined) {
  const blocked = (transition === 'submit' || transition === 'approve') && !!readiness && readiness.missing.length > 0
  return blocked ? { disabled: true, 'aria-describedby': 'readiness' } : {}
}
