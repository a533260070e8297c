/** Why a picture cannot be processed; `code` is a property of the file or its size, except `timeout` and `failed`. */
export class ImageError extends Error {
  constructor(
    readonly code: 'truncated' | 'unreadable' | 'too_many_pixels' | 'timeout' | 'failed',
    options?: ErrorOptions,
  ) {
    super(`image ${code}`, options)
    this.name = 'ImageError'
  }
}

/** Returns the ImageError for a decoder's error, recognised by its message; `failed` if it is none. */
export function imageErrorOf(error: unknown): ImageError {
  if (error instanceof ImageError) return error
  const said = error instanceof Error ? error.message : String(error)
  if (/timeout/i.test(said)) return new ImageError('timeout', { cause: error })
  if (/pixel limit|exceeds/i.test(said)) return new ImageError('too_many_pixels', { cause: error })
  if (/premature end|truncat|not enough data|out of order/i.test(said))
    return new ImageError('truncated', { cause: error })
  const isDecoder = /vips|jpeg|png|tiff|gif|webp|heif|svg|input (file|buffer|image)|unsupported|corrupt/i.test(said)
  return new ImageError(isDecoder ? 'unreadable' : 'failed', { cause: error })
}
