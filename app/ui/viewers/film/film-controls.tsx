import '../../styles/viewer-player.css'
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '~/ui/icon'
import { IconButton } from '~/ui/icon-button'
import type { FilmPlayerProps } from '../film-player'
import { useFullscreen } from '../fullscreen'
import { mediaActions } from '../media-actions'
import { formatTime } from '../time'
import { useMedia } from '../use-media'
import { Captions } from './captions'
import { CaptionsMenu } from './captions-menu'
import { actionOfKey, type FilmAction } from './keys'
import { PictureInPicture } from './picture-in-picture'
import { SeekBar } from './seek-bar'
import { SpeedMenu } from './speed-menu'
import { useCaptions } from './use-captions'
import { useIdle } from './use-idle'
import { VolumeControl } from './volume-control'

export interface FilmControlsProps extends FilmPlayerProps {
  stage: RefObject<HTMLDivElement>
  video: RefObject<HTMLVideoElement>
}

/** The controls over a film. They hide while it plays and the pointer rests, never while focus is on them. */
export default function FilmControls(props: FilmControlsProps) {
  const { stage, video, stripUrl, width, height, duration, chapters } = props
  const { t } = useTranslation('viewer')
  const media = useMedia(video, duration)
  const captions = useCaptions(video, props.captions)
  const fullscreen = useFullscreen(stage)
  const isIdle = useIdle(stage, !media.isPaused)
  const act: Record<FilmAction, () => void> = {
    ...mediaActions(media),
    fullscreen: fullscreen.toggle,
    captions: captions.toggle,
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const action = actionOfKey(event)
    if (!action) return
    event.preventDefault()
    act[action]()
  }
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    const film = video.current
    if (!film) return
    const toggle = () => latest.current.play()
    film.addEventListener('click', toggle)
    return () => film.removeEventListener('click', toggle)
  }, [video])
  return (
    <>
      <Captions cues={captions.cues} lang={captions.chosen} />
      {media.isPaused && media.time === 0 && (
        <button type="button" className="film-begin" aria-label={t('film.play')} onClick={media.toggle}>
          <Icon name="play" />
        </button>
      )}
      {media.isWaiting && <span className="film-waiting" role="status" aria-label={t('film.waiting')} />}
      {/* Media run from left to right in every language, as their controls do. */}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would add a frame and a legend */}
      <div
        className="film-controls"
        role="group"
        aria-label={t('film.controls')}
        data-idle={isIdle ? '' : undefined}
        onKeyDown={onKeyDown}
        dir="ltr"
      >
        <SeekBar {...{ media, stripUrl, chapters }} ratio={width > 0 && height > 0 ? width / height : 16 / 9} />
        <div className="film-row">
          <IconButton
            icon={media.isPaused ? 'play' : 'pause'}
            label={t(media.isPaused ? 'film.play' : 'film.pause')}
            onClick={media.toggle}
          />
          <VolumeControl media={media} />
          <span className="film-time">
            {formatTime(media.time)} <span aria-hidden="true">/</span>
            <span className="sr-only">{t('film.of')}</span> {formatTime(media.duration)}
          </span>
          <span className="film-gap" />
          <CaptionsMenu captions={props.captions} chosen={captions.chosen} onChoose={captions.choose} />
          <SpeedMenu media={media} />
          <PictureInPicture video={video} />
          {fullscreen.isAvailable && (
            <IconButton
              icon={fullscreen.isOn ? 'fullscreen-exit' : 'fullscreen'}
              label={t(fullscreen.isOn ? 'fullscreen.end' : 'fullscreen.start')}
              onClick={fullscreen.toggle}
            />
          )}
        </div>
      </div>
    </>
  )
}
