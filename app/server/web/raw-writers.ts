import type { SendBody } from '~/http/load-context'

/** Writers by their Response; Remix passes on the same object that a resource route returned (except for HEAD). */
const writers = new WeakMap<Response, SendBody>()

/** Sets the writer of the body of `response`; throws TypeError when it already has a body. */
export function sendWith(response: Response, send: SendBody): Response {
  if (response.body) throw new TypeError('a response with a writer has no body of its own')
  writers.set(response, send)
  return response
}

/** Returns the writer of a response's body; undefined when none was set. */
export const writerOf = (response: Response): SendBody | undefined => writers.get(response)
