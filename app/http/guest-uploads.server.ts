import type { LoaderFunctionArgs } from '@remix-run/node'
import { Server } from '@tus/server'
import { noteSeen } from '~/domain/guests/guests.commands.server'
import { finishFile, openFile } from '~/domain/intake/open-file.commands.server'
import { removeFile } from '~/domain/intake/own-files.commands.server'
import { findStagedFile } from '~/domain/intake/staged-file.queries.server'
import { DomainError } from '~/platform/errors'
import { newSecret } from '~/platform/ids.server'
import { guestUrls } from '~/urls/guests'
import { type Context, contextOf } from './context.server'
import { bearerToken, type GuestVisit, guestOfToken } from './guest.server'
import { ALLOW, plainRefusal } from './uploads.server'

type Sending = Context & GuestVisit

/**
 * Receives the files of a guest by tus 1.0, with the token of the personal link in a header as proof. Only its sender may resume an
 * upload. The brief's limits are checked when a file is begun, and the last piece is acknowledged after the check is enqueued.
 */
export async function receiveGuestUpload(args: LoaderFunctionArgs): Promise<Response> {
  if (args.request.method === 'GET') return new Response('upload.method\n', { status: 405, headers: { allow: ALLOW } })
  const id = args.params['*'] || undefined
  try {
    const context = await contextOf(args)
    const visit = { ...context, ...(await guestOfToken(context, bearerToken(args.request))) }
    if (id) await requireOwn(visit, id)
    const response = await tusFor(visit, id).handleWeb(context.request)
    await follow(visit, id, response)
    return response
  } catch (error) {
    const { status, body } = plainRefusal(error, args.request)
    return new Response(body, { status, headers: { 'tus-resumable': '1.0.0', 'cache-control': 'no-store' } })
  }
}

/** Throws `upload.unknown` unless the bytes are of the guest's own file, and of one that is still sent where more are to be written. */
async function requireOwn({ db, guest, request }: Sending, stagedId: string): Promise<void> {
  const file = await findStagedFile(db, guest.id, stagedId)
  if (!file) throw new DomainError('upload.unknown')
  if (request.method === 'PATCH' && file.state !== 'receiving') throw new DomainError('upload.unknown')
  if (request.method === 'DELETE') await removeFile(db, guest, file.id)
}

function tusFor({ db, guest, brief, now, services, request }: Sending, ownId: string | undefined): Server {
  const { staging, env, locker } = services
  return new Server({
    path: guestUrls.bytes(),
    datastore: staging.store,
    locker,
    relativeLocation: true,
    maxSize: env.maxUploadBytes,
    allowedOrigins: [new URL(env.baseUrl).origin],
    namingFunction: () => newSecret(24),
    // The library's default takes what follows the last slash, query and fragment included.
    getFileIdFromRequest: () => ownId,
    onUploadCreate: async (_req, { id, size, metadata }) => {
      const { filename, relativePath, slotId, replacesId, isRelease } = metadata ?? {}
      if (size === undefined) throw new DomainError('upload.length_unknown')
      const file = { stagedId: id, byteSize: size, fileName: filename || 'unnamed', relativePath, slotId, replacesId }
      await openFile(db, { guest, briefId: brief.id, now }, { ...file, isRelease: isRelease === '1' })
      await noteSeen(db, guest.id)
      return { metadata: {} }
    },
    onUploadFinish: async (_req, { id }) => {
      await finishFile(db, id)
      return {}
    },
    onResponseError: (_req, error) => {
      const { status, body } = plainRefusal(error, request)
      return { status_code: status, body }
    },
  })
}

/** Finishes a file, on a request for its offset, if the process died after its last byte and before recording that. */
async function follow({ db, request }: Sending, id: string | undefined, { status, headers }: Response): Promise<void> {
  if (!id || status >= 300 || request.method !== 'HEAD') return
  const offset = headers.get('upload-offset')
  if (offset !== null && offset === headers.get('upload-length')) await finishFile(db, id)
}
