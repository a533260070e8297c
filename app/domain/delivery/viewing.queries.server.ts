import type { ViewScope } from '~/domain/access/access'
import { captionsOf } from '~/domain/captions/captions.queries.server'
import type { Db } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import type { Contents } from '~/platform/files/contents'
import { VIEWED, type Viewing } from '~/platform/files/viewing'
import { familyOf, MEDIA_OF } from '~/platform/images/families'
import type { Storage } from '~/platform/storage'
import { type Deliverable, deliverRenditions, deliverVersion, type RenditionName } from './delivery.server'

interface ViewedAsset {
  id: string
  versionId: string
  kind: string
  extension: string
}

/**
 * Returns what the viewer of an asset's kind may show of its approved version; undefined for kinds that are pictures alone.
 * Asks for the decision on every form.
 */
export async function viewingOf(scope: ViewScope, storage: Storage, asset: ViewedAsset): Promise<Viewing | undefined> {
  const names = namesFor(asset.kind)
  if (names.length === 0) return undefined
  const deliveries = await deliverRenditions(scope, [asset.id], names)
  const found = names.flatMap((name) => {
    const [delivery] = deliveries[name]
    return delivery?.outcome === 'deliverable' ? [delivery.deliverable] : []
  })
  return viewing(scope.db, storage, asset, found)
}

/** The same for the version that staff look at, approved or not. */
export async function viewingOfVersion(
  scope: ViewScope,
  storage: Storage,
  asset: ViewedAsset,
): Promise<Viewing | undefined> {
  const names = namesFor(asset.kind)
  if (names.length === 0) return undefined
  const found = await Promise.all(
    names.map((name) =>
      deliverVersion(scope, asset.versionId, name).catch((error: unknown) => {
        if (error instanceof DomainError) return undefined
        throw error
      }),
    ),
  )
  return viewing(
    scope.db,
    storage,
    asset,
    found.filter((file) => file !== undefined),
  )
}

/** Whether what a viewer shows is the file itself, or most of it: it is shown to those who may have the original. */
const isSubstance = (kind: string): boolean => familyOf(kind) === 'contents'

/** Fonts and models are drawn by the browser from their own bytes. */
const DRAWN_BY_BROWSER: ReadonlySet<string> = new Set(['font', 'model'])

function namesFor(kind: string): RenditionName[] {
  const family = familyOf(kind)
  const media = family ? MEDIA_OF[family].filter((name) => name !== 'web') : []
  return DRAWN_BY_BROWSER.has(kind) || isSubstance(kind) ? [...media, 'original'] : [...media]
}

async function viewing(
  db: Db,
  storage: Storage,
  { id, kind, extension, versionId }: ViewedAsset,
  found: Deliverable[],
): Promise<Viewing> {
  const named = (name: RenditionName) => found.find((file) => file.rendition === name)
  const forms = Object.fromEntries(
    VIEWED.flatMap((name) => {
      const file = named(name)
      return file ? [[name, { mediaType: file.mediaType, width: file.width, height: file.height }]] : []
    }),
  )
  const contents = isSubstance(kind) && !named('original') ? undefined : named('contents')
  const captions = kind === 'video' && forms.view ? await captionsOf(db, id) : []
  return {
    ...{ kind, extension, versionId, forms, contents: contents ? await readContents(storage, contents) : null },
    captions: captions.map(({ locale }) => locale),
  }
}

/** Contents are bounded where they are made; a longer file is none of ours. */
const MOST_BYTES = 8 * 1024 * 1024

async function readContents(storage: Storage, { objectKey, byteSize }: Deliverable): Promise<Contents | null> {
  if (byteSize > MOST_BYTES) return null
  const parts: Buffer[] = []
  for await (const part of await storage.read(objectKey)) parts.push(part as Buffer)
  return JSON.parse(Buffer.concat(parts).toString('utf8')) as Contents
}
