import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { receiveGuestUpload } from '~/http/guest-uploads.server'

export const loader = (args: LoaderFunctionArgs) => receiveGuestUpload(args)
export const action = (args: ActionFunctionArgs) => receiveGuestUpload(args)
