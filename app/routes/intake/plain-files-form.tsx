import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { FileField } from '~/ui/file-field'
import { Select } from '~/ui/select'
import { guestUrls } from '~/urls/guests'
import type { PageSlot } from './guest-page.server'

interface PlainFilesFormProps {
  token: string
  label: string
  slots?: readonly PageSlot[]
  replacesId?: string
  isRelease?: boolean
}

/** Sends files without scripts. What is said of them comes before them: they are stored as they arrive. */
export function PlainFilesForm({ token, label, slots = [], replacesId, isRelease }: PlainFilesFormProps) {
  const { t } = useTranslation('intake')
  return (
    <form className="plain-files" method="post" action={guestUrls.files(token)} encType="multipart/form-data">
      {replacesId && <input type="hidden" name="replacesId" value={replacesId} />}
      {isRelease && <input type="hidden" name="isRelease" value="on" />}
      {slots.length > 0 && (
        <Select
          name="slotId"
          label={t('grid.slot')}
          options={[
            { value: '', label: t('grid.no_slot') },
            ...slots.map(({ id, title }) => ({ value: id, label: title })),
          ]}
        />
      )}
      <FileField
        name="files"
        label={label}
        multiple={!replacesId}
        accept={isRelease ? '.pdf,application/pdf' : undefined}
        required
      />
      <Button type="submit" variant={replacesId || isRelease ? 'quiet' : 'primary'} icon="upload">
        {t('plain.send')}
      </Button>
    </form>
  )
}
