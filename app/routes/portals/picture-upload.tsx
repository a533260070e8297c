import { useFetcher } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffAsset } from '~/domain/delivery/staff-assets.queries.server'
import { filesOfInput } from '~/routes/uploads/dropped-files'
import { UploadPanel } from '~/routes/uploads/upload-panel'
import { useUploads } from '~/routes/uploads/use-uploads'
import { Button } from '~/ui/button'
import { urls } from '~/urls'

/**
 * Uploads a picture and passes its asset to `onUploaded`. If the library already has the picture, that asset is passed
 * and the upload is discarded.
 */
export function PictureUpload({ onUploaded }: { onUploaded: (asset: StaffAsset) => void }) {
  const { t, i18n } = useTranslation(['portals', 'library'])
  const uploads = useUploads({ only: 'picture' })
  const found = useFetcher<{ assets: StaffAsset[] }>()
  const answer = useFetcher()
  const input = useRef<HTMLInputElement>(null)
  const taken = useRef(new Set<string>())
  const { received } = uploads
  const { load } = found
  const { submit } = answer
  useEffect(() => {
    for (const upload of received) {
      const known = upload.state === 'duplicate' ? upload.facts.assetId : undefined
      const id = upload.state === 'done' ? upload.assetId : known
      if (!id || taken.current.has(upload.id)) continue
      taken.current.add(upload.id)
      if (known) submit({ intent: 'dismiss' }, { method: 'post', action: urls.library.upload(upload.id) })
      load(urls.library.pictures({ id }))
    }
  }, [received, load, submit])
  const asset = found.data?.assets[0]
  const tell = useRef(onUploaded)
  tell.current = onUploaded
  useEffect(() => {
    if (asset) tell.current(asset)
  }, [asset])
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/*,.svg,.heic,.heif,.psd,.tif,.tiff"
        className="sr-only"
        tabIndex={-1}
        aria-label={t('picture.upload')}
        onChange={(event) => {
          uploads.add(filesOfInput(event.currentTarget))
          event.currentTarget.value = ''
        }}
      />
      <Button icon="upload" onClick={() => input.current?.click()}>
        {t('picture.upload')}
      </Button>
      <UploadPanel uploads={uploads} locale={i18n.language} />
    </>
  )
}
