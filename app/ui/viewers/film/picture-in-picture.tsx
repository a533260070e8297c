import { type RefObject, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '~/ui/icon-button'

/** Shows the film in a small window above others, where the browser has one. */
export function PictureInPicture({ video }: { video: RefObject<HTMLVideoElement> }) {
  const { t } = useTranslation('viewer')
  const [isAvailable, setAvailable] = useState(false)
  useEffect(() => setAvailable(document.pictureInPictureEnabled === true), [])
  if (!isAvailable) return null
  const toggle = () => {
    const change = document.pictureInPictureElement
      ? document.exitPictureInPicture()
      : video.current?.requestPictureInPicture()
    // Refused while nothing is loaded, for example.
    change?.catch(() => {})
  }
  return (
    <IconButton icon="picture-in-picture" label={t('film.small_window')} onClick={toggle} className="film-wide-only" />
  )
}
