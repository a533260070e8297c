import { actOnSelection } from '~/domain/bulk/bulk.commands.server'
import { Operation } from '~/domain/bulk/bulk-edit'
import { planBulkEdit } from '~/domain/bulk/bulk-edits.commands.server'
import { saveDescriptions } from '~/domain/quality/describe.commands.server'
import { type Descriptions, descriptionsIn } from '~/domain/quality/description'
import { filesLike, openFiles, progressAt } from '~/domain/quality/open-files.queries.server'
import { findSelection } from '~/domain/search/selection.queries.server'
import type { StaffContext } from '~/http/context.server'
import { DomainError } from '~/platform/errors'
import { type DescribeQuery, urls } from '~/urls'

/**
 * Saves what a form says of its files and returns the address that comes then: the next files of the list, the change of others
 * that is to be looked at, or what became of all of them, submitted if that was asked for.
 */
export async function saveAndGoOn(
  { db, viewer, person, params, locale, now }: StaffContext,
  of: DescribeQuery,
  input: Descriptions,
): Promise<string> {
  const given = descriptionsIn(input)
  const id = given[0]?.assetId ?? params.asset ?? ''
  const value = input.intent === 'apply' ? valueAt(input, id) : ''
  const ids = await findSelection(db, person, of.selection)
  const { undo } = await saveDescriptions(db, person, given, locale)
  const open = await openFiles({ db, viewer, now }, of)
  const sent = given.map(({ assetId }) => assetId)
  if (input.intent === 'apply') {
    const left = ids.filter((each) => open.has(each) && !sent.includes(each))
    const others = (await filesLike(db, id, left))[input.to]
    const [field = '', language = ''] = (input.place ?? '').split('.', 2)
    const operation = Operation.parse({ act: 'set', field, locale: language, value })
    return urls.bulkEdits.edit(await planBulkEdit(db, person, operation, others), urls.describe.start(of))
  }
  if (input.intent === 'submit') {
    await actOnSelection(db, { person, viewer }, { act: 'submit', assets: ids }, locale)
    return urls.describe.done(of, undo)
  }
  const last = sent.at(-1) ?? id
  const next = progressAt(ids, open, { id: last, many: 1 })?.next
  return next ? urls.describe.file(next, of, undo) : urls.describe.done(of, undo)
}

/** What the form gives at the place whose value others are to get. Throws `form.required` beside it when that is nothing. */
function valueAt({ of, place = '' }: Descriptions, id: string): string {
  const [key = '', locale] = place.split('.', 2)
  const given = of[id]?.[key]
  const input: unknown =
    locale && given && typeof given === 'object' ? Object.entries(given).find(([tag]) => tag === locale)?.[1] : given
  const value = Array.isArray(input) ? input.join('\n') : typeof input === 'string' ? input : ''
  if (!value) throw new DomainError('form.required', { field: place ? `of.${id}.${place}` : 'place' })
  return value
}
