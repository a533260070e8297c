import type { SubmissionResult } from '@conform-to/react'
import type { Brief } from '~/domain/intake/brief'
import type { Localized } from '~/platform/language'
import { localOf } from '~/platform/zoned-time'

/** A slot and a field as their rows in the form hold them. */
export interface SlotValue {
  id?: string
  title?: string
  text?: string
  wanted?: string
  leastSide?: string
  referenceAssetId?: string
}
export interface AskedField {
  fieldId?: string
  isRequired?: string
  isForAll?: string
}

/** What the form of a brief holds that is no single field. */
export interface BriefValues {
  title: Localized
  text: Localized
  kinds: string[]
  slots: SlotValue[]
  fields: AskedField[]
}

const BYTES_OF_GB = 1_000_000_000
const on = (is: boolean | undefined) => (is ? 'on' : undefined)

/** Returns the single fields of the form, of a brief or of a new one. */
export function scalarsOf(brief: Brief | undefined, zone: string) {
  const { rules } = brief ?? {}
  return {
    ...{ portalId: brief?.portalId ?? '', collectionId: brief?.collectionId ?? '', folderId: brief?.folderId ?? '' },
    ...{ templateId: brief?.templateId ?? '', shareId: brief?.shareId ?? '', agreementId: brief?.agreementId ?? '' },
    ...{ zone: brief?.zone ?? zone, dueAt: brief?.dueAt ? localOf(brief.dueAt, brief.zone) : '' },
    ...{
      mostFiles: text(brief?.mostFiles),
      mostGuests: text(brief?.mostGuests),
      remindsDays: text(brief?.remindsDays),
    },
    mostGigabytes: brief?.mostBytes ? String(brief.mostBytes / BYTES_OF_GB) : '',
    ...{ showsOthers: on(brief?.showsOthers), needsCode: on(brief?.needsCode) },
    ...{ needsRelease: on(brief?.needsRelease), isOpenLink: on(brief?.isOpenLink), notice: brief?.notice ?? 'instant' },
    rules: {
      ...{ extensions: rules?.extensions.join(', ') ?? '', leastSide: text(rules?.leastSide) },
      ...{ profile: rules?.profile ?? '', namePattern: rules?.namePattern ?? '' },
    },
  }
}

/** Returns the lists and texts of the form: what was typed into one that was refused, else those of the brief. */
export function valuesOf(brief: Brief | undefined, result: SubmissionResult<string[]> | undefined): BriefValues {
  const typed: Typed | null | undefined = result?.initialValue
  if (typed && Object.keys(typed).length > 0)
    return {
      ...{ title: textsIn(typed.title), text: textsIn(typed.text) },
      kinds: listIn(isTyped(typed.rules) ? typed.rules.kinds : undefined).filter(isText),
      slots: listIn(typed.slots).map(textsIn),
      fields: listIn(typed.fields).map(textsIn),
    }
  return {
    ...{ title: brief?.title ?? {}, text: brief?.text ?? {}, kinds: brief?.rules.kinds ?? [] },
    slots: (brief?.slots ?? []).map(({ id, title, text: said, wanted, leastSide, referenceAssetId }) => ({
      ...{ id, title, text: said, wanted: String(wanted), leastSide: text(leastSide) },
      referenceAssetId: referenceAssetId ?? '',
    })),
    fields: (brief?.fields ?? []).map(({ fieldId, isRequired, isForAll }) => ({
      ...{ fieldId: String(fieldId), isRequired: on(isRequired), isForAll: on(isForAll) },
    })),
  }
}

type Typed = Record<string, unknown>

const text = (value: number | null | undefined): string => (value === null || value === undefined ? '' : String(value))
const isText = (value: unknown): value is string => typeof value === 'string'
const isTyped = (value: unknown): value is Typed => typeof value === 'object' && value !== null && !Array.isArray(value)
const listIn = (value: unknown): unknown[] => (value === undefined || value === null ? [] : [value].flat())
const textsIn = (value: unknown): Partial<Record<string, string>> =>
  isTyped(value)
    ? Object.fromEntries(Object.entries(value).flatMap(([name, each]) => (isText(each) ? [[name, each]] : [])))
    : {}
