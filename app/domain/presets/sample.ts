import type { PresetSettings } from '~/platform/images/preset-settings'

/** What a file of the library becomes by settings that are not saved. */
export interface SampledFile {
  assetId: string
  title: string
  /** Bytes of the original. */
  originalSize: number
  /** What would be made; undefined when it cannot be. */
  made?: {
    width: number | null
    height: number | null
    byteSize: number
    mediaType: string
    /** Milliseconds that it took. */
    took: number
    /** A small WebP as a data URL, of what is a picture. */
    picture?: string
  }
  /** Why it cannot be made. */
  reason?: string
}

/** What is sampled: settings, and kinds of files. */
export interface SampleAsk {
  settings: PresetSettings
  kinds: readonly string[]
}
