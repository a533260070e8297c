import type { SerializeFrom } from '@remix-run/node'
import { useTranslation } from 'react-i18next'
import { APPLY_TO, type ApplyTo } from '~/domain/quality/description'
import { formatNumber } from '~/i18n/format'
import { Button } from '~/ui/button'
import { RadioCards } from '~/ui/radio-cards'
import { Select } from '~/ui/select'
import { fieldName } from '../metadata/field-name'
import type { DescribedFile } from './load-files.server'

/** Gives other files of the list the value that is typed here, as a change of many that is looked at first. */
export function ApplyToOthers({
  like,
  file,
}: {
  like: Record<ApplyTo, number>
  file: SerializeFrom<DescribedFile> | undefined
}) {
  const { t, i18n } = useTranslation(['quality', 'metadata', 'library'])
  const asked = file?.asked ?? []
  const [first] = asked
  if (!first || like.queue === 0) return null
  const nameOf = ({ field, locale }: (typeof asked)[number]) => {
    const name = fieldName(t as never, field)
    return locale ? `${name} · ${t(`library:language.${locale}`)}` : name
  }
  const groups = APPLY_TO.filter((to) => to === 'queue' || (like[to] > 0 && like[to] < like.queue))
  return (
    <details className="disclosure describe-apply">
      <summary>{t('apply.title')}</summary>
      <div className="stack">
        {asked.length > 1 ? (
          <Select
            name="place"
            label={t('apply.field')}
            defaultValue={first.place}
            options={asked.map((control) => ({ value: control.place, label: nameOf(control) }))}
          />
        ) : (
          <input type="hidden" name="place" value={first.place} />
        )}
        <RadioCards
          name="to"
          legend={t('apply.to')}
          defaultValue={groups.includes('folder') ? 'folder' : 'queue'}
          cards={groups.map((to) => ({
            value: to,
            title: t(`apply.${to}`),
            meta: t('apply.files', { count: like[to], shown: formatNumber(like[to], i18n.language) }),
          }))}
        />
        <p>
          <Button type="submit" name="intent" value="apply">
            {t('apply.show')}
          </Button>
        </p>
      </div>
    </details>
  )
}
