import { createHash } from 'node:crypto'
import type { ViewScope } from '~/domain/access/access'
import { inLanguage } from '~/domain/access/viewer-texts'
import {
  type DeliverableFile,
  type Delivery,
  deliver,
  deliverRenditions,
  isRendition,
} from '~/domain/delivery/delivery.server'
import { publicAssets } from '~/domain/delivery/public-assets.queries.server'
import { deliverSized, type SizedDelivery } from '~/domain/delivery/sized-deliveries.server'
import { withdrawnPins } from '~/domain/delivery/withdrawn-pins.queries.server'
import { embeddedForms } from '~/domain/embeds/embedded-forms.queries.server'
import { DomainError } from '~/platform/errors'
import { safeNames } from '~/platform/zip/names'
import type { KitContents, KitFile, KitRequest, KitSize, LeftOut } from './kit'
import { creditsOf } from './kit-credits.queries.server'
import { creditsCsv, type KitCredit, licencesText, manifestJson } from './kit-documents'
import { type OmittedFile, type ReadmeTexts, readmeText } from './readme'

/** File names of a kit's own documents; an asset file of the same name (in any case) is renamed. */
const DOCUMENTS = ['README.txt', 'CREDITS.csv', 'LICENCES.txt', 'MANIFEST.json'] as const

/**
 * Returns the contents of a kit: the files of those assets that may be delivered now. The same assets, rights and texts give
 * the same contents. Throws `package.empty` when nothing may be delivered.
 */
export async function kitContents(
  asked: ViewScope,
  { ids, size, locale, title }: KitRequest,
  texts: ReadmeTexts,
): Promise<KitContents> {
  const scope = { ...asked, viewer: inLanguage(asked.viewer, locale) }
  const [deliverables, sized, creditsFor] = await Promise.all([
    deliverablesOf(scope, ids),
    typeof size === 'string' ? [] : deliverSized(scope, ids, size.preset),
    creditsOf(scope.db, ids, locale),
  ])
  const { files: chosen, leftOut } = await withTexts(scope, choose(deliverables, size, sized))
  if (chosen.length === 0) throw new DomainError('package.empty')
  const names = safeNames([...DOCUMENTS, ...chosen.map((file) => file.fileName)]).slice(DOCUMENTS.length)
  const files: KitFile[] = chosen.map((file, index) => ({ ...file, name: names[index] ?? file.fileName }))
  const credits = creditsFor(files)
  const listed = credits.map((credit, index) => ({ ...credit, fileName: names[index] ?? credit.fileName }))
  const omitted = await omittedFiles(scope, leftOut, locale)
  const [readme, creditsName, licences, manifest] = DOCUMENTS
  return {
    fileName: safeNames([`${title}.zip`])[0] ?? 'kit.zip',
    files,
    documents: [
      { name: readme, text: readmeText(texts, { title, count: files.length, ...omitted }) },
      { name: creditsName, text: creditsCsv(listed) },
      { name: licences, text: licencesText(listed) },
      { name: manifest, text: manifestJson(title, files, omitted) },
    ],
    modifiedAt: new Date(Math.max(...files.map((file) => file.approvedAt.getTime()))),
    leftOut,
    rightsDigest: rightsDigest(credits),
  }
}

/**
 * Whether every file of a planned kit may still be delivered unchanged: the same object of the same version, with the same
 * credits, licences and terms. Files that could be added by now do not invalidate it.
 */
export async function mayStillLeave(
  scope: ViewScope,
  kit: Pick<KitContents, 'files' | 'rightsDigest'>,
  locale: string,
): Promise<boolean> {
  for (const form of new Set(kit.files.map((file) => file.rendition))) {
    const planned = kit.files.filter((file) => file.rendition === form)
    const ids = planned.map((file) => file.assetId)
    const deliveries = isRendition(form) ? await deliver(scope, ids, form) : await deliverSized(scope, ids, form)
    const plain = deliveries.flatMap((delivery) => (delivery.outcome === 'deliverable' ? [delivery.deliverable] : []))
    if (plain.length < planned.length) return false
    const forms = await embeddedForms<DeliverableFile>(scope.db, inLanguage(scope.viewer, locale), plain)
    const isSame = forms.every(
      (form, index) =>
        form.state === 'ready' &&
        form.file.objectKey === planned[index]?.objectKey &&
        // What was made again under its key may have other bytes.
        form.file.sha256 === planned[index]?.sha256 &&
        form.file.versionId === planned[index]?.versionId,
    )
    if (!isSame) return false
  }
  const assetIds = kit.files.map((file) => file.assetId)
  return rightsDigest((await creditsOf(scope.db, assetIds, locale))(kit.files)) === kit.rightsDigest
}

/** Returns the bytes of the files of a kit of `ids` in both sizes, in total and per file, and what is left out. */
export async function kitSizes(scope: ViewScope, ids: readonly string[]) {
  const deliverables = await deliverablesOf(scope, ids)
  const [web, best] = [choose(deliverables, 'web'), choose(deliverables, 'best')]
  const sum = (files: DeliverableFile[]) => files.reduce((bytes, file) => bytes + file.byteSize, 0)
  const sizes = new Map(web.files.map((file) => [file.assetId, { web: file.byteSize, best: file.byteSize }]))
  for (const file of best.files) {
    const known = sizes.get(file.assetId)
    if (known) known.best = file.byteSize
  }
  const bytes = Object.fromEntries(sizes)
  return { count: best.files.length, leftOut: best.leftOut, web: sum(web.files), best: sum(best.files), bytes }
}

interface Deliverables {
  originals: Delivery[]
  webs: Delivery[]
}

/** Returns original and web rendition of every asset as they may be delivered now, in the order of `ids`. */
async function deliverablesOf(scope: ViewScope, ids: readonly string[]): Promise<Deliverables> {
  const { original, web } = await deliverRenditions(scope, ids, ['original', 'web'])
  return { originals: original, webs: web }
}

/** Chooses a file per asset: for `best` the original, else what a preset made, else the web rendition; each falls back to the next. */
function choose({ originals, webs }: Deliverables, size: KitSize, sized: readonly SizedDelivery[] = []) {
  const files: DeliverableFile[] = []
  const leftOut: LeftOut[] = []
  webs.forEach((web, index) => {
    const original = originals[index]
    const order = size === 'best' ? [original, web] : [sized[index], web, original]
    const found = order.find((delivery) => delivery?.outcome === 'deliverable')
    if (found) files.push(found.deliverable)
    else leftOut.push({ assetId: web.assetId, reason: web.outcome === 'refused' ? web.refused : 'unknown' })
  })
  return { files, leftOut }
}

/** Returns the files of a kit as they may be delivered now, before texts are written into them. */
export async function kitFiles(scope: ViewScope, ids: readonly string[], size: KitSize): Promise<DeliverableFile[]> {
  const [deliverables, sized] = await Promise.all([
    deliverablesOf(scope, ids),
    typeof size === 'string' ? [] : deliverSized(scope, ids, size.preset),
  ])
  return choose(deliverables, size, sized).files
}

/** Puts the forms with texts in place of files; what is not made yet is left out. */
async function withTexts({ db, viewer }: ViewScope, { files, leftOut }: ReturnType<typeof choose>) {
  const forms = await embeddedForms(db, viewer, files)
  const missing = files.flatMap((file, index): LeftOut[] => {
    const state = forms[index]?.state
    return state === 'ready' ? [] : [{ assetId: file.assetId, reason: state === 'refused' ? 'not_clean' : 'not_made' }]
  })
  return {
    files: forms.flatMap((form) => (form.state === 'ready' ? [form.file] : [])),
    leftOut: [...leftOut, ...missing],
  }
}

/** Returns what is left out: titles of the assets that the viewer may know of, and only the number of the others. */
async function omittedFiles(
  scope: ViewScope,
  leftOut: LeftOut[],
  locale: string,
): Promise<{ omitted: OmittedFile[]; withheld: number }> {
  const reasons = new Map(leftOut.map(({ assetId, reason }) => [assetId, reason]))
  const shown = await publicAssets(scope, [...reasons.keys()], locale)
  const withdrawn = await withdrawnPins(scope, [...reasons.keys()], locale)
  const omitted: OmittedFile[] = [
    ...shown.map(({ id, title }) => ({ title, reason: reasons.get(id) ?? 'unknown' })),
    ...withdrawn.map(({ title, version }) => ({ title, reason: 'version_withdrawn' as const, version })),
  ]
  return { omitted, withheld: leftOut.length - omitted.length }
}

const rightsDigest = (credits: KitCredit[]): string =>
  createHash('sha256')
    .update(JSON.stringify(credits.map(({ title: _, fileName: __, ...rights }) => rights)))
    .digest('hex')
