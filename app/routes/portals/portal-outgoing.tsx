import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TIERS } from '~/domain/access/tiers'
import { ORIGINAL_ONLY } from '~/domain/portals/portal'
import { Checkbox } from '~/ui/checkbox'
import type { FieldMeta } from '~/ui/field'
import { RadioCards } from '~/ui/radio-cards'
import { TextsInFiles } from '../shares/texts-in-files'

type Name = 'allows' | 'originalOnly' | 'keepsMetadata' | 'embeds' | 'embedLanguage'

/** What visitors may download, how files without a web rendition are treated, and which metadata originals keep. */
export function PortalOutgoing({
  fields,
  originalOnlyCount,
}: {
  fields: Record<Name, FieldMeta>
  originalOnlyCount: number
}) {
  const { t } = useTranslation('portals')
  const [allows, setAllows] = useState(fields.allows.defaultValue ?? 'web')
  const [originalOnly, setOriginalOnly] = useState(fields.originalOnly.defaultValue ?? 'leave_out')
  const originalsLeave = allows === 'original' || (allows === 'web' && originalOnly === 'include_originals')
  return (
    <>
      <RadioCards
        field={fields.allows}
        legend={t('allows.legend')}
        onChange={setAllows}
        cards={TIERS.map((value) => ({
          value,
          title: t(`allows.${value}`),
          help: t(`allows.${value}_help`),
        }))}
      />
      {/* Hidden, not removed, so that the choice is kept while it does not apply. */}
      <div hidden={allows !== 'web'}>
        <RadioCards
          field={fields.originalOnly}
          legend={t('original_only.legend')}
          help={t('original_only.count', { count: originalOnlyCount })}
          onChange={setOriginalOnly}
          cards={ORIGINAL_ONLY.map((value) => ({
            value,
            title: t(`original_only.${value}`),
            help: t(`original_only.${value}_help`),
          }))}
        />
      </div>
      <div hidden={!originalsLeave}>
        <Checkbox field={fields.keepsMetadata} value="on" label={t('metadata.keep')} help={t('metadata.keep_help')} />
      </div>
      <TextsInFiles fields={fields} />
    </>
  )
}
