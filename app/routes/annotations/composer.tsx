import { useTranslation } from 'react-i18next'
import type { Place } from '~/domain/annotations/annotation'
import { filmTime } from '~/platform/film-time'
import { TextField } from '~/ui/text-field'
import { AnnotationForm } from './annotation-form'
import type { ListedOn } from './annotation-panel'
import { type Draft, isPicturePlace, useAnnotations } from './annotations-context'
import { usePlaceText } from './place-text'
import { useRefused } from './refused'

/** The form of an annotation that is being made, beside the viewer in which its place is chosen. */
export function Composer({ draft: { place, isPlacing } }: { draft: Draft }) {
  const { t } = useTranslation('annotations')
  const annotations = useAnnotations()
  const placeText = usePlaceText()
  if (!annotations) return null
  const { data, cancel, changed } = annotations
  return (
    <div className="annotation-composer stack-s">
      <p className="annotation-place" id="annotation-placing">
        {isPicturePlace(place) ? t('draft.help') : placeText(place)}
      </p>
      <AnnotationForm
        fields={{ intent: 'add', versionId: data.versionId, edit: data.edit, ...fieldsOf(place) }}
        label={t('text')}
        send={t('add')}
        on="asset"
        takesFocus={!isPlacing}
        onSent={(number) => changed(number, true)}
        onCancel={cancel}
      >
        {(errors) =>
          place.kind === 'time' && (
            <div className="field-pair annotation-times">
              <TextField name="start" label={t('start')} defaultValue={filmTime(place.fromMs)} errors={errors.start} />
              <TextField name="end" label={t('end')} errors={errors.end} optional />
            </div>
          )
        }
      </AnnotationForm>
    </div>
  )
}

/** A place as the fields of the form say it; times are typed. */
function fieldsOf(place: Place): Record<string, string> {
  const fields: Record<string, string> = { kind: place.kind }
  if (!isPicturePlace(place)) return fields
  Object.assign(fields, { x: String(place.x), y: String(place.y) })
  if (place.kind === 'box') Object.assign(fields, { width: String(place.width), height: String(place.height) })
  if (place.page !== null) fields.page = String(place.page)
  return fields
}

/** The form of a remark about the whole file, where no scripts choose a place. */
export function FileComposer({ on }: { on: ListedOn }) {
  const { t } = useTranslation('annotations')
  const annotations = useAnnotations()
  const refused = useRefused({ intent: 'add' })
  if (!annotations) return null
  const { versionId } = annotations.data
  return (
    <details open={refused !== undefined}>
      <summary className="button button-quiet">{t('begin.file')}</summary>
      <AnnotationForm
        fields={{ intent: 'add', versionId, kind: 'file' }}
        label={t('text')}
        send={t('add')}
        on={on}
        onSent={() => {}}
      />
    </details>
  )
}
