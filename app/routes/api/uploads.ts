import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { receiveUpload } from '~/http/uploads.server'

export const loader = (args: LoaderFunctionArgs) => receiveUpload(args)
export const action = (args: ActionFunctionArgs) => receiveUpload(args)
