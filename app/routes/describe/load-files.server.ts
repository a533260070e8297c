import type { ViewScope } from '~/domain/access/access'
import { type StaffAsset, staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import type { DescribedAsset } from '~/domain/metadata/completeness'
import { describedAssets } from '~/domain/metadata/completeness.queries.server'
import { appliesTo, type MetadataField } from '~/domain/metadata/field'
import { listFields } from '~/domain/metadata/fields.queries.server'
import { type MetadataValue, valuesAt } from '~/domain/metadata/value'
import { valuesOf } from '~/domain/metadata/values.queries.server'
import { digestOf } from '~/domain/quality/describe.commands.server'
import { writeWas } from '~/domain/quality/description'
import { missingPlaces, type Place, placeName, placesAfterUpload, placesOf } from '~/domain/quality/places'
import type { Purpose } from '~/domain/quality/purpose.queries.server'
import { type FormField, formFields } from '../library/load-metadata.server'

/** A control of the form: a field in one language, or without one. */
export interface FileControl {
  place: string
  name: string
  locale: string
  field: FormField
  /** What it holds, and what the asset says in its own language, where that is another. */
  value: string
  source?: { locale: string; text: string }
}

/** A file with the controls that are asked for, and the others that it has. */
export interface DescribedFile {
  asset: StaffAsset
  asked: FileControl[]
  rest: FileControl[]
  /** What the controls held when they were loaded. */
  was: string
}

/** Returns the files that a form describes, in the order of `ids`, without those that the viewer does not see. */
export async function loadFiles(
  scope: ViewScope,
  ids: readonly string[],
  { purpose, withRest, locale }: { purpose: Purpose; withRest: boolean; locale: string },
): Promise<DescribedFile[]> {
  const { db } = scope
  const assets = await staffAssets(scope, ids, locale)
  const shown = assets.map(({ id }) => id)
  const [described, values] = [await describedAssets(db, shown), await valuesOf(db, shown)]
  const all = (await listFields(db)).filter(({ retiredAt }) => !retiredAt)
  const files: DescribedFile[] = []
  for (const asset of assets) {
    const record = described.get(asset.id)
    if (!record) continue
    const fields = all.filter((field) => appliesTo(field, record.kind))
    const own = values.get(asset.id) ?? []
    const asked = placesFor(purpose, { record, fields, values: own })
    const others = withRest ? restOf(asked, record, fields) : []
    const forms = await formFields(scope, fields, own, { assetId: asset.id, locale })
    const control = (place: Place): FileControl[] => {
      const form = forms.find(({ key }) => key === place.key)
      return form ? [controlOf(asset.id, { place, form, source: record.sourceLocale })] : []
    }
    const controls = { asked: asked.flatMap(control), rest: others.flatMap(control) }
    const was = [...asked, ...others].map((place): [string, string] => {
      const fieldId = fields.find(({ key }) => key === place.key)?.id ?? 0
      return [placeName(place), digestOf(valuesAt(own, { fieldId, locale: place.locale }))]
    })
    files.push({ asset, ...controls, was: writeWas(was) })
  }
  return files
}

interface Subject {
  record: DescribedAsset
  fields: readonly MetadataField[]
  values: readonly MetadataValue[]
}

/** What was mended already is shown as it is. */
function placesFor({ needs, isOfSearch, isOfTranslations }: Purpose, { record, fields, values }: Subject): Place[] {
  if (!isOfSearch) return placesAfterUpload(needs, record, fields)
  const stale = isOfTranslations
    ? values
        .filter(({ status }) => status === 'stale')
        .flatMap(({ fieldId, locale }) => {
          const field = fields.find(({ id }) => id === fieldId)
          return field ? [{ key: field.key, locale }] : []
        })
    : []
  const missing = [...stale, ...missingPlaces(needs, record, fields)]
  return missing.length > 0 ? missing : placesOf(needs, record, fields)
}

/** All other fields, in the language of the asset. */
function restOf(asked: readonly Place[], { sourceLocale }: DescribedAsset, fields: readonly MetadataField[]): Place[] {
  const known = new Set(asked.map(placeName))
  return fields
    .map(({ key, isLocalizable }) => ({ key, locale: isLocalizable ? sourceLocale : '' }))
    .filter((place) => !known.has(placeName(place)))
}

function controlOf(
  id: string,
  { place, form, source }: { place: Place; form: FormField; source: string },
): FileControl {
  const text = place.locale !== source ? form.texts[source] : undefined
  return {
    ...{ place: placeName(place), name: `of.${id}.${placeName(place)}`, locale: place.locale, field: form },
    value: form.texts[place.locale] ?? '',
    source: place.locale && text ? { locale: source, text } : undefined,
  }
}
