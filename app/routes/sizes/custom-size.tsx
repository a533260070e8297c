import { type FormEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { NAMED_CROP_NAMES } from '~/platform/images/edit-geometry'
import { FITS, LONGEST_PRESET_SIDE, PICTURE_FORMATS } from '~/platform/images/preset-settings'
import { Button } from '~/ui/button'
import { Select } from '~/ui/select'
import { TextField } from '~/ui/text-field'
import { urls } from '~/urls'
import { FORMAT_NAMES } from './format-names'
import { SizeProgress } from './size-progress'
import { useSizeDownload } from './use-size-download'

/** Downloads a picture in a size of one's own. Without scripts the form leads to a page that waits. */
export function CustomSize({ versionId }: { versionId: string }) {
  const { t } = useTranslation('sizes')
  const [download, start] = useSizeDownload()
  const href = useRef('')
  const action = urls.library.customSize(versionId)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = [...new FormData(event.currentTarget)].filter(([, value]) => value !== '')
    href.current = `${action}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`
    start(href.current)
  }
  const side = { type: 'number', inputMode: 'numeric', min: 1, max: LONGEST_PRESET_SIDE, suffix: 'px' } as const
  return (
    <details className="disclosure">
      <summary>{t('custom.title')}</summary>
      <form method="get" action={action} className="stack size-form" onSubmit={submit}>
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
        <p className="button-row">
          <Button type="submit" icon="download" busy={download.state === 'making'}>
            {t('download')}
          </Button>
        </p>
        <SizeProgress download={download} onAgain={() => start(href.current, true)} />
        <p className="size-note">{t('custom.kept')}</p>
      </form>
    </details>
  )
}
