import { CleanError } from '~/platform/images/clean/source'

/**
 * Why texts cannot be written into a file: its container cannot be read, a block is larger than any program writes, the
 * format or this form of it has no place for them, or the document is encrypted or signed.
 */
export class EmbedError extends Error {
  constructor(readonly code: 'damaged' | 'too_large' | 'unsupported' | 'encrypted' | 'signed') {
    super(`embedding: ${code}`)
    this.name = 'EmbedError'
  }
}

/** Returns an error of the container readers as one of this module; other errors as they are. */
export const asEmbedError = (error: unknown): unknown =>
  error instanceof CleanError
    ? new EmbedError(error.code)
    : error instanceof RangeError
      ? new EmbedError('damaged')
      : error
