import { redirect } from '@remix-run/node'
import { DifferenceAct } from '~/domain/assets/file-difference'
import { decideDifferences } from '~/domain/assets/file-differences.commands.server'
import { staffAction } from '~/http/route.server'
import { urls } from '~/urls'

/** Decides what the file of a new version says, and leads back to where it was asked. */
export const action = staffAction('editor', DifferenceAct, async ({ db, person, params, input }) => {
  const id = params.asset ?? ''
  const { version: versionId, take, keep = 'all', from } = input
  await decideDifferences(db, person, id, { versionId, act: take ? 'take' : 'keep', place: take ?? keep })
  return redirect(from === 'review' ? urls.review.item(id) : `${urls.library.asset(id)}#file-says`)
})
