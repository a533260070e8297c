/** One caption: from when to when which text is shown. */
export interface Cue {
  /** Milliseconds from the start of the film. */
  start: number
  end: number
  /** Placement, as WebVTT writes it (section 4.4), with a leading space if there is any. */
  settings: string
  /** Cue text of WebVTT (section 4.2.2), without empty lines. */
  text: string
}

/** Longest file, in bytes, and most cues. A film of three hours has about 2,500 cues and 150 kB. */
export const MOST_CAPTION_BYTES = 1_000_000
export const MOST_CUES = 10_000
