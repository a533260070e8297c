/** A picture that cannot be made, for a reason that lies in the file or in its size. */
export class ImageError extends Error {
  constructor(
    readonly code: 'truncated' | 'unreadable' | 'too_many_pixels' | 'timeout' | 'failed',
    options?: ErrorOptions,
  ) {
    super(`image ${code}`, options)
    this.name = 'ImageError'
  }
}

/** The reason behind what a decoder said. */
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
