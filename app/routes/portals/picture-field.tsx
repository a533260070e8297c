import { useFetcher } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffAsset } from '~/domain/delivery/staff-assets.queries.server'
import { StateBadge } from '~/routes/library/state-badge'
import { Button } from '~/ui/button'
import { type FieldMeta, FieldNotes, useField } from '~/ui/field'
import { dispatchChange } from '~/ui/unsaved-changes'
import { urls } from '~/urls'
import { PictureDialog } from './picture-dialog'
import { PictureFrame } from './picture-frame'

/** Interval of polling for a picture that is still being made. */
const POLL_MS = 1500

/** A picture of the library as a form field: chosen by thumbnail, replaced or removed. */
export function PictureField({ field, label, picture }: { field: FieldMeta; label: string; picture?: StaffAsset }) {
  const { t } = useTranslation('portals')
  const state = useField({ field })
  const [chosen, setChosen] = useState(picture)
  const [choosing, setChoosing] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const shown = useMade(chosen)
  const set = (asset: StaffAsset | undefined) => {
    setChosen(asset)
    setChoosing(false)
  }
  const id = chosen?.id ?? ''
  const act = t(chosen ? 'picture.replace' : 'picture.choose')
  const told = useRef(id)
  useEffect(() => {
    if (told.current === id) return
    told.current = id
    dispatchChange(input.current)
  }, [id])
  return (
    <fieldset className="fieldset picture-field">
      <legend>{label}</legend>
      <input ref={input} type="hidden" name={field.name} value={id} />
      <PictureFrame asset={shown} />
      <div className="picture-texts">
        {shown ? (
          <p>
            <a className="link" href={urls.library.asset(shown.id)} target="_blank" rel="noreferrer" dir="auto">
              {shown.title}
            </a>{' '}
            <StateBadge asset={shown} />
          </p>
        ) : (
          <p className="muted">{t('look.none')}</p>
        )}
        {shown && !shown.isApproved && <p className="picture-note">{t('picture.unapproved')}</p>}
        <p className="button-row">
          <Button
            ref={button}
            size="s"
            id={state.control.id}
            aria-label={`${act} ${label}`}
            aria-describedby={state.control['aria-describedby']}
            onClick={() => setChoosing(true)}
          >
            {act}
          </Button>
          {chosen && (
            <Button
              size="s"
              variant="plain"
              aria-label={`${t('picture.clear')} ${label}`}
              onClick={() => {
                set(undefined)
                button.current?.focus()
              }}
            >
              {t('picture.clear')}
            </Button>
          )}
        </p>
        <FieldNotes state={state} />
      </div>
      <PictureDialog
        open={choosing}
        title={label}
        chosen={chosen?.id}
        onChoose={set}
        onClose={() => setChoosing(false)}
      />
    </fieldset>
  )
}

/** Returns the asset with its picture, polling until the picture is made. */
function useMade(asset: StaffAsset | undefined): StaffAsset | undefined {
  const { load, data } = useFetcher<{ assets: StaffAsset[] }>()
  const fresh = data?.assets.find((each) => each.id === asset?.id) ?? asset
  const waits = fresh && !fresh.hasThumb ? fresh.id : undefined
  useEffect(() => {
    if (!waits) return
    const timer = setInterval(() => load(urls.library.pictures({ id: waits })), POLL_MS)
    return () => clearInterval(timer)
  }, [waits, load])
  return fresh
}
