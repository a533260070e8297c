import type { MediaFacts } from '~/platform/converters/media-facts.server'
import type { PdfFacts } from '~/platform/converters/pages.server'
import type { ArchiveListing } from './archive-listing'
import type { FontFacts } from './font-facts'
import type { ModelFacts } from './model-facts'
import type { TextPreview } from './text-preview'

/** What the viewer of a file needs to know besides its bytes; stored as the rendition `contents`, in JSON. */
export type Contents =
  | { type: 'document'; facts: PdfFacts }
  | { type: 'film'; facts: MediaFacts }
  | { type: 'sound'; facts: MediaFacts /** The loudest sample of each part, 0 to 1. */; peaks: number[] }
  | { type: 'font'; facts: FontFacts }
  | { type: 'model'; facts: ModelFacts }
  | { type: 'archive'; listing: ArchiveListing }
  | { type: 'text'; preview: TextPreview }
