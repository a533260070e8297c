/**
 * Returns whether a browser has given up on a film or sound: no source can be decoded, or it has only sound of a film
 * whose picture it does not know (HEVC in many browsers).
 */
export function cannotPlay(media: HTMLMediaElement): boolean {
  if (media.error || media.networkState === media.NETWORK_NO_SOURCE) return true
  const hasLoaded = media.readyState >= media.HAVE_METADATA
  return media instanceof HTMLVideoElement && hasLoaded && media.videoWidth === 0
}
