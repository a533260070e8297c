import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { CLIP_FORM_NAMES } from '~/domain/presets/clip'
import { filmTime } from '~/platform/film-time'
import { Button } from '~/ui/button'
import { useScripted } from '~/ui/scripting'
import { Select } from '~/ui/select'
import { TextField } from '~/ui/text-field'
import { usePresentFilm } from '~/ui/viewers/film/present-film'
import { urls } from '~/urls'
import { SizeForm } from './size-form'

/** Milliseconds of the clip that the form proposes. */
const PROPOSED = 10_000

interface ClipFormProps {
  versionId: string
  /** Seconds. */
  duration: number
  /** Whether the film can be played on the page. */
  hasPlayer: boolean
}

/** Downloads a part of a film. Without scripts the times are typed, and the form leads to a page that waits. */
export function ClipForm({ versionId, duration, hasPlayer }: ClipFormProps) {
  const { t } = useTranslation('sizes')
  const end = Math.max(0.1, Math.min(duration, PROPOSED / 1000))
  return (
    <SizeForm title={t('clip.title')} action={urls.library.clip(versionId)} note={t('clip.limits')}>
      <p className="size-note">{t('clip.help')}</p>
      <ClipTime name="from" defaultValue={filmTime(0)} hasPlayer={hasPlayer} />
      <ClipTime name="to" defaultValue={filmTime(Math.floor(end * 1000))} hasPlayer={hasPlayer} />
      <Select
        name="form"
        label={t('clip.form')}
        options={CLIP_FORM_NAMES.map((value) => ({ value, label: t(`clip.forms.${value}`) }))}
        defaultValue={CLIP_FORM_NAMES[0]}
      />
    </SizeForm>
  )
}

interface ClipTimeProps extends Pick<ClipFormProps, 'hasPlayer'> {
  name: 'from' | 'to'
  defaultValue: string
}

/** A time of the clip, typed or taken from the player. */
function ClipTime({ name, defaultValue, hasPlayer }: ClipTimeProps) {
  const { t } = useTranslation('sizes')
  const scripted = useScripted()
  const film = usePresentFilm()
  const box = useRef<HTMLDivElement>(null)
  const take = () => {
    const field = box.current?.querySelector('input')
    if (field && film.current) field.value = filmTime(film.current.currentTime * 1000)
  }
  return (
    <div ref={box} className="clip-time">
      <TextField
        {...{ name, defaultValue }}
        label={t(`clip.${name}`)}
        autoComplete="off"
        dir="ltr"
        maxLength={20}
        required
      />
      {hasPlayer && (
        <Button icon="clock" className="needs-script" data-waiting={scripted ? undefined : ''} onClick={take}>
          {t(`clip.use_now_${name}`)}
        </Button>
      )}
    </div>
  )
}
