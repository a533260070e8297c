import { useTranslation } from 'react-i18next'
import type { FieldMeta } from '~/ui/field'
import { RadioCards } from '~/ui/radio-cards'

const NAMED = 5

/**
 * Asks how a share for web sizes treats files without a web rendition, so that this is decided before it is created.
 */
export function OriginalOnlyChoice({ field, titles }: { field: FieldMeta; titles: string[] }) {
  const { t } = useTranslation('shares')
  if (titles.length === 0) return null
  return (
    <div className="original-only-choice">
      <RadioCards
        name={field.name}
        legend={t('original_only.legend', { count: titles.length })}
        defaultValue={field.defaultValue === 'on' ? 'on' : ''}
        help={
          <>
            {t('original_only.explained')} <bdi>{titles.slice(0, NAMED).join(' · ')}</bdi>
            {titles.length > NAMED && ` ${t('original_only.more', { count: titles.length - NAMED })}`}
          </>
        }
        cards={[
          { value: '', title: t('original_only.leave'), help: t('original_only.leave_help') },
          { value: 'on', title: t('original_only.include'), help: t('original_only.include_help') },
        ]}
      />
    </div>
  )
}
