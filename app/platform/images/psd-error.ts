/**
 * Why the picture of a PSD cannot be had: it is cut or damaged, was saved without its merged image, is over the limits,
 * or has a coding that is not read here.
 */
export class PsdError extends Error {
  constructor(
    readonly code: 'truncated' | 'unreadable' | 'no_merged_image' | 'too_many_pixels' | 'unsupported',
    options?: ErrorOptions,
  ) {
    super(`PSD ${code}`, options)
    this.name = 'PsdError'
  }
}
