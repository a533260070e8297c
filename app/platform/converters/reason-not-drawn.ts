import { ImageError } from '~/platform/images/image-error'
import { ConvertError } from './convert-error'

/** Returns why a file was not drawn, as it is stored and shown; undefined for an error that says nothing of the file. */
export function reasonNotDrawn(error: unknown): string | undefined {
  if (error instanceof ConvertError) return error.reason
  return error instanceof ImageError ? error.code : undefined
}
