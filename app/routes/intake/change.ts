import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { noteSeen } from '~/domain/guests/guests.commands.server'
import { askedFields } from '~/domain/intake/guest-page.queries.server'
import { fillIn, removeFiles } from '~/domain/intake/own-files.commands.server'
import type { Context } from '~/http/context.server'
import { guestVisit } from '~/http/guest.server'
import { actionFor, withoutPage } from '~/http/route.server'
import { guestUrls } from '~/urls/guests'
import { RELEASES, SLOT } from './cell-keys'
import { changeForm } from './guest-forms'

const schemaOf = async (context: Context) =>
  changeForm((await askedFields(context.db, (await guestVisit(context)).brief)).map(({ key }) => key))

const change = actionFor(schemaOf, async (context) => {
  const { db, input, services } = context
  const { guest, token } = await guestVisit(context)
  if (input.intent === 'remove') {
    const staged = await removeFiles(db, guest, input.files)
    for (const stagedId of staged) await services.staging.discard(stagedId)
  } else {
    const says = new Set<string>(input.says)
    const keys = [...says].filter((key) => key !== SLOT && key !== RELEASES)
    await fillIn(db, guest, input.files, {
      slotId: says.has(SLOT) ? (input.slotId ?? '') : undefined,
      releases: says.has(RELEASES) ? input.releases : undefined,
      texts: keys.length > 0 ? Object.fromEntries(keys.map((key) => [key, input.texts?.[key] ?? ''])) : undefined,
    })
  }
  await noteSeen(db, guest.id)
  return input.isPlain ? redirect(guestUrls.page(token)) : { done: input.intent }
})

/** Changes or takes away files of a guest that are not submitted yet; answers JSON, or leads a plain form back to the page. */
export const action = withoutPage((args: ActionFunctionArgs) => change(args))

export const loader = ({ params }: { params: { token?: string } }) => redirect(guestUrls.page(params.token ?? ''))
