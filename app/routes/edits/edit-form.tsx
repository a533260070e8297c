import { Form, useNavigation, useRevalidator } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NAMED_CROP_NAMES, NAMED_CROPS } from '~/platform/images/edit-geometry'
import { GAMMA, MOST_DEGREES, WHOLE } from '~/platform/images/edit-recipe'
import { Button } from '~/ui/button'
import { SaveBar } from '~/ui/save-bar'
import { useScripted } from '~/ui/scripting'
import { Select } from '~/ui/select'
import { TextField } from '~/ui/text-field'
import { dispatchChange, useUnsavedChanges } from '~/ui/unsaved-changes'
import { urls } from '~/urls'
import { CropStage } from './crop-stage'
import type { EditAnswer, EditPageData } from './edit'
import {
  asText,
  cropOf,
  cropOfShape,
  type EditFields,
  focalPointOf,
  turnedOnce,
  withCrop,
  withFocalPoint,
} from './edit-fields'
import { EditResult } from './edit-result'
import { NumberSlider } from './number-slider'
import { useSettled } from './use-settled'

const FORM = 'edit-form'
const CENTRE = { x: 0.5, y: 0.5 }

/** The fields of an edit beside the picture they change; previews are drawn by the server whenever they have settled. */
export function EditForm({ page, answer }: { page: EditPageData; answer?: EditAnswer }) {
  const { asset, version, edit, attention } = page
  const { t } = useTranslation('edits')
  const isScripted = useScripted()
  const navigation = useNavigation()
  const [fields, setFields] = useState(() => asText(page.fields))
  const [shape, setShape] = useState(version.shape)
  const saved = answer?.done === 'save' ? answer : undefined
  const { ref, changed } = useUnsavedChanges(saved)
  const settled = useSettled(fields)
  const { revalidate } = useRevalidator()
  const hasAsked = useRef(attention !== null)
  // The first preview of a version whose attention is not known has it noted.
  const proposeOnce = () => {
    if (!hasAsked.current) revalidate()
    hasAsked.current = true
  }
  useEffect(() => {
    if (fields) dispatchChange(document.getElementById(FORM))
  }, [fields])
  const errors = answer?.result?.error ?? {}
  const set = (name: keyof EditFields) => (value: string) => setFields((before) => ({ ...before, [name]: value }))
  const field = (name: keyof EditFields) => ({
    name,
    value: fields[name],
    errors: errors[name] ?? undefined,
    onChange: set(name),
  })
  const box = (name: keyof EditFields) => ({
    ...{ name, value: fields[name], errors: errors[name] ?? undefined, type: 'number', inputMode: 'decimal' as const },
    ...{ min: 0, max: 100, step: 'any', suffix: '%' },
    onChange: (event: { target: { value: string } }) => set(name)(event.target.value),
  })
  const crop = cropOf(fields)
  const placed = focalPointOf(fields)
  const point = placed ?? attention ?? undefined
  const { left: _left, top: _top, width: _width, height: _height, focalX: _x, focalY: _y, ...uncropped } = settled
  const inResult = point ? { x: (point.x - crop.left) / crop.width, y: (point.y - crop.top) / crop.height } : CENTRE
  return (
    <div className="with-aside edit">
      <Form method="post" id={FORM} ref={ref} className="stack" noValidate>
        <input type="hidden" name="intent" value="save" />
        <input type="hidden" name="versionId" value={version.id} />
        <input type="hidden" name="revision" value={edit.revision} />
        <CropStage
          src={urls.library.editPreview(asset.id, { ...uncropped, part: 'frame' })}
          {...{ crop, shape, point, isProposed: !placed, onShape: setShape }}
          onCrop={(next) => setFields((before) => withCrop(before, next))}
          onPoint={(next) => setFields((before) => withFocalPoint(before, next))}
        />
        {isScripted && <p className="muted">{t('stage.help')}</p>}
        <fieldset className="fieldset">
          <legend>{t('crop.heading')}</legend>
          {isScripted && (
            <fieldset className="button-row edit-shapes">
              <legend className="sr-only">{t('crop.shapes')}</legend>
              <Button size="s" onClick={() => setFields((before) => withCrop(before, WHOLE))}>
                {t('crop.all')}
              </Button>
              {NAMED_CROP_NAMES.map((name) => (
                <Button
                  key={name}
                  size="s"
                  onClick={() =>
                    setFields((before) => withCrop(before, cropOfShape(NAMED_CROPS[name], shape, point ?? CENTRE)))
                  }
                >
                  <bdi className="numbers">{name}</bdi>
                </Button>
              ))}
            </fieldset>
          )}
          <div className="edit-numbers">
            <TextField label={t('crop.left')} {...box('left')} />
            <TextField label={t('crop.top')} {...box('top')} />
            <TextField label={t('crop.width')} {...box('width')} />
            <TextField label={t('crop.height')} {...box('height')} />
          </div>
        </fieldset>
        <fieldset className="fieldset">
          <legend>{t('turn.heading')}</legend>
          <div className="edit-turns">
            <Select
              name="turns"
              label={t('turn.turns')}
              options={[0, 1, 2, 3].map((turns) => ({ value: String(turns), label: t(`turn.turns_${turns}`) }))}
              value={fields.turns}
              onChange={(event) => set('turns')(event.target.value)}
            />
            {isScripted && (
              <span className="button-row">
                <Button onClick={() => setFields((before) => turnedOnce(before, -1))}>{t('turn.left')}</Button>
                <Button onClick={() => setFields((before) => turnedOnce(before, 1))}>{t('turn.right')}</Button>
              </span>
            )}
          </div>
          <NumberSlider
            label={t('turn.straighten')}
            help={t('turn.straighten_help')}
            {...{ min: -MOST_DEGREES, max: MOST_DEGREES, step: 0.1, suffix: '°' }}
            {...field('straighten')}
          />
        </fieldset>
        <fieldset className="fieldset">
          <legend>{t('levels.heading')}</legend>
          <div className="edit-levels">
            <NumberSlider label={t('levels.black')} min={0} max={254} step={1} {...field('black')} />
            <NumberSlider
              label={t('levels.gamma')}
              help={t('levels.gamma_help')}
              {...{ min: GAMMA.least, max: GAMMA.most, step: 0.05 }}
              {...field('gamma')}
            />
            <NumberSlider label={t('levels.white')} min={1} max={255} step={1} {...field('white')} />
          </div>
        </fieldset>
        <fieldset className="fieldset">
          <legend>{t('focal.heading')}</legend>
          <p className="muted">
            {t('focal.help')}{' '}
            {attention && t('focal.proposed', { x: Math.round(attention.x * 100), y: Math.round(attention.y * 100) })}
          </p>
          <div className="edit-numbers">
            <TextField label={t('focal.x')} {...box('focalX')} />
            <TextField label={t('focal.y')} {...box('focalY')} />
          </div>
          {isScripted && placed && (
            <p className="button-row">
              <Button size="s" onClick={() => setFields((before) => withFocalPoint(before, undefined))}>
                {t('focal.automatic')}
              </Button>
            </p>
          )}
        </fieldset>
        {!isScripted && (
          <p className="button-row">
            <Button type="submit" formMethod="get" icon="eye">
              {t('result.show')}
            </Button>
          </p>
        )}
        <SaveBar label={t('save')} busy={navigation.state === 'submitting'} changed={changed} saved={saved} />
      </Form>
      <aside className="stack">
        <EditResult src={urls.library.editPreview(asset.id, settled)} point={inResult} onShown={proposeOnce} />
      </aside>
    </div>
  )
}
