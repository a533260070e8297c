import { useTranslation } from 'react-i18next'
import { NAMED_CROP_NAMES } from '~/platform/images/edit-geometry'
import { FITS, LONGEST_PRESET_SIDE, PICTURE_FORMATS } from '~/platform/images/preset-settings'
import { Select } from '~/ui/select'
import { TextField } from '~/ui/text-field'
import { urls } from '~/urls'
import { FORMAT_NAMES } from './format-names'
import { SizeForm } from './size-form'

/** Downloads a picture in a size of one's own. Without scripts the form leads to a page that waits. */
export function CustomSize({ versionId }: { versionId: string }) {
  const { t } = useTranslation('sizes')
  const side = { type: 'number', inputMode: 'numeric', min: 1, max: LONGEST_PRESET_SIDE, suffix: 'px' } as const
  return (
    <SizeForm title={t('custom.title')} action={urls.library.customSize(versionId)} note={t('custom.kept')}>
      <div className="size-box">
        <TextField name="width" label={t('custom.width')} defaultValue="1200" required {...side} />
        <TextField name="height" label={t('custom.height')} defaultValue="1200" required {...side} />
      </div>
      <Select
        name="crop"
        label={t('custom.crop')}
        help={t('custom.crop_help')}
        options={[
          { value: '', label: t('custom.crop_none') },
          ...NAMED_CROP_NAMES.map((value) => ({ value, label: value })),
        ]}
        defaultValue=""
      />
      <Select
        name="fit"
        label={t('custom.fit')}
        options={FITS.map((value) => ({ value, label: t(`fit.${value}`) }))}
        defaultValue="inside"
      />
      <Select
        name="format"
        label={t('custom.format')}
        options={PICTURE_FORMATS.map((value) => ({ value, label: FORMAT_NAMES[value] }))}
        defaultValue="png"
      />
    </SizeForm>
  )
}
