import type { LoaderFunctionArgs } from '@remix-run/node'
import { Server } from '@tus/server'
import { cancelUpload, finishReceiving, openUpload } from '~/domain/assets/uploads.commands.server'
import { findUpload } from '~/domain/assets/uploads.queries.server'
import { DomainError } from '~/platform/errors'
import { newSecret } from '~/platform/ids.server'
import { urls } from '~/urls'
import { contextOf, requireRole, type StaffContext } from './context.server'
import { refusalOf } from './errors.server'
import { noteFailure } from './failures.server'

export const ALLOW = 'OPTIONS, HEAD, POST, PATCH, DELETE'

/**
 * Receives files by tus 1.0 (https://tus.io/protocols/resumable-upload). Only editors may upload, and only its sender may
 * resume an upload. The last piece is acknowledged after the inspection of the file is enqueued.
 */
export async function receiveUpload(args: LoaderFunctionArgs): Promise<Response> {
  // tus has no GET; the library implements one, which would deliver bytes that were not inspected.
  if (args.request.method === 'GET') return new Response('upload.method\n', { status: 405, headers: { allow: ALLOW } })
  try {
    const context = await contextOf(args)
    requireRole(context, 'editor')
    await requireOwn(context, args.params['*'])
    const response = await tusFor(context, args.params['*']).handleWeb(context.request)
    await follow(context, args.params['*'], response)
    return response
  } catch (error) {
    const { status, body } = plainRefusal(error, args.request)
    return new Response(body, { status, headers: { 'tus-resumable': '1.0.0', 'cache-control': 'no-store' } })
  }
}

/**
 * Throws `upload.unknown` unless the upload is the sender's own. A cancellation is recorded before its bytes are removed,
 * because the removal may wait for a piece being received; meanwhile the sender's reloaded page finds no upload.
 */
async function requireOwn({ db, person, request }: StaffContext, id: string | undefined): Promise<void> {
  if (!id) return
  const upload = await findUpload(db, id)
  if (upload?.personId !== person.id) throw new DomainError('upload.unknown')
  if (request.method === 'DELETE') await cancelUpload(db, id)
  else if (upload.state === 'cancelled') throw new DomainError('upload.unknown')
}

function tusFor({ db, person, services, request }: StaffContext, ownId: string | undefined): Server {
  const { staging, env, locker } = services
  return new Server({
    path: urls.api.uploads(),
    datastore: staging.store,
    locker,
    relativeLocation: true,
    maxSize: env.maxUploadBytes,
    allowedOrigins: [new URL(env.baseUrl).origin],
    namingFunction: () => newSecret(24),
    // The library's default takes what follows the last slash, query and fragment included: `<own id>#/<another's id>`.
    getFileIdFromRequest: () => ownId || undefined,
    onUploadCreate: async (_req, { id, size, metadata }) => {
      const { filename, relativePath, targetAssetId, key, note, folderId, keepsFolders, templateId, purpose } =
        metadata ?? {}
      if (size === undefined) throw new DomainError('upload.length_unknown')
      const fileName = filename || 'unnamed'
      const home = { folderId, keepsFolders: keepsFolders === '1', templateId, isForImport: purpose === 'import' }
      await openUpload(db, person, { id, byteSize: size, fileName, relativePath, targetAssetId, key, note, ...home })
      return { metadata: {} }
    },
    onUploadFinish: async (_req, { id }) => {
      await finishReceiving(db, person, id)
      return {}
    },
    onResponseError: (_req, error) => {
      const { status, body } = plainRefusal(error, request)
      return { status_code: status, body }
    },
  })
}

/** Finishes an upload, on a request for its offset, if the process died after its last byte and before recording that. */
async function follow({ db, person, request }: StaffContext, id: string | undefined, { status, headers }: Response) {
  if (!id || status >= 300) return
  const whole = headers.get('upload-offset') !== null && headers.get('upload-offset') === headers.get('upload-length')
  if (request.method === 'HEAD' && whole) await finishReceiving(db, person, id)
}

/** Returns an error as a stable code in a plain body; the uploading page has the texts. */
export function plainRefusal(error: unknown, request: Request): { status: number; body: string } {
  if (isTusError(error)) return { status: error.status_code, body: error.body }
  const { status, code } = refusalOf(error)
  noteFailure({ request, url: new URL(request.url) }, status, error)
  return { status: status === 404 ? 410 : status, body: `${code}\n` }
}

const isTusError = (error: unknown): error is { status_code: number; body: string } =>
  typeof error === 'object' && error !== null && 'status_code' in error && 'body' in error
