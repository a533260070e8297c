import type { ReactNode } from 'react'
import type { Viewing } from '~/platform/files/viewing'
import { entryOf } from './archive-entry'
import { ArchiveTree } from './archive-tree'
import { type FilmCaptions, FilmPlayer } from './film-player'
import { FontSpecimen } from './font-specimen'
import { ModelViewer, type ModelViewerProps } from './model-viewer'
import { PdfViewer } from './pdf-viewer'
import { SoundPlayer } from './sound-player'
import { TextView } from './text-view'

export interface AssetViewerProps {
  viewing: Viewing
  title: string
  /** Address of a form that a page may show or play. */
  urlOf: (form: 'view' | 'strip' | 'original') => string
  /** Address of the large picture, if there is one. */
  coverUrl?: string
  captions?: FilmCaptions[]
}

/** The viewer of an asset's kind; undefined while there is nothing for it to show, so that the picture is shown alone. */
export function assetViewer({ viewing, title, urlOf, coverUrl, captions = [] }: AssetViewerProps): ReactNode {
  const { contents, forms, extension } = viewing
  const sources = forms.view ? [{ src: urlOf('view'), type: forms.view.mediaType }] : []
  switch (contents?.type) {
    case 'document':
      if (!forms.view) return undefined
      return <PdfViewer url={urlOf('view')} pageCount={contents.facts.pageCount} title={title} coverUrl={coverUrl} />
    case 'film': {
      if (!forms.view) return undefined
      const { duration, chapters } = contents.facts
      return (
        <FilmPlayer
          {...{ sources, duration, chapters, captions, title, posterUrl: coverUrl }}
          stripUrl={forms.strip && urlOf('strip')}
          width={forms.view.width ?? 1280}
          height={forms.view.height ?? 720}
        />
      )
    }
    case 'sound':
      if (!forms.view) return undefined
      return (
        <SoundPlayer
          {...{ sources, title, peaks: contents.peaks, duration: contents.facts.duration }}
          coverUrl={contents.facts.hasCover ? coverUrl : undefined}
        />
      )
    case 'font':
      if (!forms.original) return undefined
      return <FontSpecimen url={urlOf('original')} family={contents.facts.family ?? title} facts={contents.facts} />
    case 'model':
      if (!forms.original || !isShown(extension)) return undefined
      return (
        <ModelViewer
          {...{ url: urlOf('original'), format: extension, title, triangles: contents.facts.triangles }}
          posterUrl={coverUrl}
        />
      )
    case 'archive': {
      const { entries, count, size } = contents.listing
      return <ArchiveTree entries={entries.map(entryOf)} count={count} totalBytes={size} />
    }
    case 'text': {
      const { table, ...preview } = contents.preview
      return <TextView title={title} preview={{ ...preview, rows: table?.rows }} />
    }
    default:
      return undefined
  }
}

const SHOWN_MODELS: readonly ModelViewerProps['format'][] = ['glb', 'gltf', 'stl', 'obj']
const isShown = (extension: string): extension is ModelViewerProps['format'] =>
  SHOWN_MODELS.some((format) => format === extension)
