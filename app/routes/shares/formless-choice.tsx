import { useTranslation } from 'react-i18next'
import type { FieldMeta } from '~/ui/field'
import { RadioCards } from '~/ui/radio-cards'

const NAMED = 5

/** What becomes of files without a web form in a link for web sizes: said before the link is made, and never assumed. */
export function FormlessChoice({ field, titles }: { field: FieldMeta; titles: string[] }) {
  const { t } = useTranslation('shares')
  if (titles.length === 0) return null
  return (
    <div className="formless-choice">
      <RadioCards
        name={field.name}
        legend={t('formless.legend', { count: titles.length })}
        defaultValue={field.defaultValue === 'on' ? 'on' : ''}
        help={
          <>
            {t('formless.explained')} <bdi>{titles.slice(0, NAMED).join(' · ')}</bdi>
            {titles.length > NAMED && ` ${t('formless.more', { count: titles.length - NAMED })}`}
          </>
        }
        cards={[
          { value: '', title: t('formless.leave'), help: t('formless.leave_help') },
          { value: 'on', title: t('formless.include'), help: t('formless.include_help') },
        ]}
      />
    </div>
  )
}
