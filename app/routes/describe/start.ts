import { redirect } from '@remix-run/node'
import { z } from 'zod'
import { openFiles } from '~/domain/quality/open-files.queries.server'
import { undoDescriptions } from '~/domain/quality/undo-describe.commands.server'
import { findSelection } from '~/domain/search/selection.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { DomainError } from '~/platform/errors'
import { urls } from '~/urls'
import { describeQuery } from './describe-query.server'

/** Leads to the first file of a list that is left. */
export const loader = staffLoader('editor', async ({ db, viewer, person, url, now }) => {
  const of = describeQuery(url)
  const ids = await findSelection(db, person, of.selection)
  if (ids.length === 0) return redirect(urls.quality())
  const open = await openFiles({ db, viewer, now }, of)
  const first = ids.find((id) => open.has(id))
  return redirect(first ? urls.describe.file(first, of) : urls.describe.done(of))
})

const Undo = z.strictObject({ undo: z.string().max(40) })

/** Takes back what was saved last, and leads to its file; to the first that is left when there is nothing to be taken back. */
export const action = staffAction('editor', Undo, async ({ db, person, url, input }) => {
  const of = describeQuery(url)
  const [first] = await undoDescriptions(db, person, input.undo).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === 'value_change.unknown') return []
    throw error
  })
  return redirect(first ? urls.describe.file(first, of) : urls.describe.start(of))
})
