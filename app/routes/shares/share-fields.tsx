import { useTranslation } from 'react-i18next'
import { TIERS } from '~/domain/access/tiers'
import { Checkbox } from '~/ui/checkbox'
import { DateTimeZoneField } from '~/ui/date-time-zone-field'
import type { FieldMeta } from '~/ui/field'
import { RadioCards } from '~/ui/radio-cards'
import { Select } from '~/ui/select'
import { TextArea, TextField } from '~/ui/text-field'
import { OriginalOnlyChoice } from './original-only-choice'
import type { PortalChoice } from './share-terms.server'
import { TextsInFiles } from './texts-in-files'

type Name =
  | 'title'
  | 'message'
  | 'portalId'
  | 'zone'
  | 'opensAt'
  | 'expiresAt'
  | 'neverReason'
  | 'allows'
  | 'includesOriginalOnly'
  | 'keepsMetadata'
  | 'embeds'
  | 'embedLanguage'
  | 'zipAllowed'

/** The terms of a share, for the dialog that creates one and the page that edits one. */
export function ShareFields({
  fields,
  portals,
  originalOnly,
}: {
  fields: Record<Name, FieldMeta>
  portals: PortalChoice[]
  /** Titles of the shared files that have no web rendition. */
  originalOnly: string[]
}) {
  const { t } = useTranslation('shares')
  return (
    <>
      <TextField field={fields.title} label={t('field.title')} help={t('field.title_help')} required />
      <TextArea field={fields.message} label={t('field.message')} optional />
      <DateTimeZoneField
        label={t('field.expires')}
        help={t('field.expires_help')}
        local={{ field: fields.expiresAt }}
        zone={{ field: fields.zone }}
      />
      <details className="disclosure" open={!!fields.neverReason.defaultValue || !!fields.neverReason.errors}>
        <summary>{t('field.never')}</summary>
        <TextField field={fields.neverReason} label={t('field.never_reason')} help={t('field.never_help')} />
      </details>
      <details className="disclosure" open={!!fields.opensAt.defaultValue || !!fields.opensAt.errors}>
        <summary>{t('field.opens_later')}</summary>
        <TextField field={fields.opensAt} type="datetime-local" label={t('field.opens')} help={t('field.opens_help')} />
      </details>
      <RadioCards
        field={fields.allows}
        legend={t('field.allows')}
        cards={TIERS.map((value) => ({
          value,
          title: t(`allows.${value}`),
          help: t(`allows.${value}_help`),
        }))}
      />
      <OriginalOnlyChoice field={fields.includesOriginalOnly} titles={originalOnly} />
      <Checkbox
        field={fields.keepsMetadata}
        value="on"
        label={t('field.keeps_metadata')}
        help={t('field.keeps_metadata_help')}
      />
      <TextsInFiles fields={fields} />
      <Checkbox field={fields.zipAllowed} value="on" label={t('field.zip')} help={t('field.zip_help')} />
      <Select
        field={fields.portalId}
        label={t('field.portal')}
        help={t('field.portal_help')}
        options={[
          { value: '', label: t('field.portal_none') },
          ...portals.map(({ id, name, isPublished }) => ({
            value: id,
            label: isPublished ? name : t('field.portal_unpublished', { name }),
          })),
        ]}
      />
    </>
  )
}
