import { labelOf } from '~/domain/metadata/field'
import { listFields } from '~/domain/metadata/fields.queries.server'
import { valueTexts } from '~/domain/metadata/value-texts.queries.server'
import { findApplicable, loadTemplate } from '~/domain/templates/applied-template.queries.server'
import type { TemplateMode } from '~/domain/templates/template'
import type { Db } from '~/platform/db.server'
import { fallbackChain } from '~/platform/language'

/** What a template says of a field, in a line. */
export interface TemplateLine {
  key: string
  label?: string
  /** In the language of the page where there is one; undefined where the template sets nothing. */
  text?: string
  lang?: string
  mode: TemplateMode
  isRequired: boolean
}

/** What a template does, for those who choose one. */
export interface TemplateSummary {
  id: string
  name: string
  kinds: string[] | null
  lines: TemplateLine[]
}

const MOST_TEXT = 120

/** Returns what templates do, without those that are retired. */
export async function templateSummaries(db: Db, ids: readonly string[], locale: string): Promise<TemplateSummary[]> {
  const known = await listFields(db)
  const summaries: TemplateSummary[] = []
  for (const id of ids) {
    const found = await findApplicable(db, id)
    if (!found) continue
    const { fields } = await loadTemplate(db, found)
    const picked = fields.map((field) => {
      const chain = [...fallbackChain(locale, 'en'), '']
      const best = chain.map((tag) => field.texts.find((each) => each.locale === tag)).find(Boolean) ?? field.texts[0]
      return { ...field, best }
    })
    const textOf = await valueTexts(
      db,
      picked.map(({ best }) => best?.values ?? []),
      { locale },
    )
    const lines = picked.flatMap(({ fieldId, mode, isRequired, best }): TemplateLine[] => {
      const field = known.find((each) => each.id === fieldId)
      if (!field) return []
      const text = best && shortened(textOf(best.values))
      return [
        { key: field.key, label: labelOf(field, locale), text, lang: best?.locale || undefined, mode, isRequired },
      ]
    })
    summaries.push({ ...found, lines })
  }
  return summaries
}

const shortened = (text: string) => (text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT - 1)}…` : text)
