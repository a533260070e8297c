import type { SendBody } from '~/http/load-context'

/** Writers by the Response they belong to; Remix hands back the very object a resource route returned (HEAD excepted). */
const writers = new WeakMap<Response, SendBody>()

/** Registers a writer for the body of `response`, which must have none of its own. */
export function sendWith(response: Response, send: SendBody): Response {
  if (response.body) throw new TypeError('a response with a writer has no body of its own')
  writers.set(response, send)
  return response
}

export const writerOf = (response: Response): SendBody | undefined => writers.get(response)
