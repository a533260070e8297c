import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { noteSeen } from '~/domain/guests/guests.commands.server'
import { contextOf } from '~/http/context.server'
import { refusalOf } from '~/http/errors.server'
import { noteFailure } from '~/http/failures.server'
import { guestVisit } from '~/http/guest.server'
import { receiveFormFiles } from '~/http/guest-form-files.server'
import { guestUrls } from '~/urls/guests'

/** Takes the files of a form without scripts, and leads back to the page, with the code of what went wrong. */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  const page = (problem?: string) => redirect(guestUrls.page(args.params.token ?? '', undefined, { problem }), 303)
  try {
    const context = await contextOf(args)
    const visit = await guestVisit(context)
    await receiveFormFiles(context, visit)
    await noteSeen(context.db, visit.guest.id)
    return page()
  } catch (error) {
    const { status, code } = refusalOf(error)
    noteFailure({ request: args.request, url: new URL(args.request.url) }, status, error)
    return page(code)
  }
}

export const loader = ({ params }: { params: { token?: string } }) => redirect(guestUrls.page(params.token ?? ''))
