import type { Credit } from '~/platform/images/credit'

/** Returns the arguments of ffmpeg that write a credit into a film or sound, as the artist and copyright of its container. */
export function creditTags({ creator, creditLine, copyright }: Credit): string[] {
  const artist = creator ?? creditLine
  return [
    ...(artist ? ['-metadata', `artist=${artist}`] : []),
    ...(copyright ? ['-metadata', `copyright=${copyright}`] : []),
  ]
}
