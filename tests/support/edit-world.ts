import sharp from 'sharp'
import type { Viewer } from '~/domain/access/access'
import { findAsset } from '~/domain/assets/versions.queries.server'
import { deliverVersion } from '~/domain/delivery/delivery.server'
import { findSized, type SizedAsk } from '~/domain/delivery/sized-delivery.server'
import { type EditAct, editPicture } from '~/domain/edits/edits.commands.server'
import { editOf } from '~/domain/edits/edits.queries.server'
import { askForSized } from '~/domain/presets/ask-for-sized.commands.server'
import { dbNow } from '~/platform/db.server'
import { type EditRecipe, UNEDITED } from '~/platform/images/edit-recipe'
import { openWorld } from './world'

export const [RED, GREEN, BLUE, WHITE] = [
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
  [255, 255, 255],
] as const
let made = 0

/** A picture of four quarters, red and green above blue and white, that differs from all others by a field that is not read. */
export function quarters(width = 800, height = 400) {
  const data = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      data.set([RED, GREEN, BLUE, WHITE][(y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1)] ?? [], (y * width + x) * 3)
  return sharp(data, { raw: { width, height, channels: 3 } }).withExif({ IFD0: { Software: `quarters ${made++}` } })
}

/** A GIF of two pictures: quarters of colours, then black. */
export async function twoFrames(): Promise<Buffer> {
  const first = await quarters(80, 40 + made)
    .raw()
    .toBuffer()
  const raw = { width: 80, height: (first.length / 240) * 2, channels: 3 as const, pageHeight: first.length / 240 }
  return sharp(Buffer.concat([first, Buffer.alloc(first.length)]), { raw })
    .gif({ delay: [100, 100] })
    .toBuffer()
}

const recipe = (changed: Partial<EditRecipe>): EditRecipe => ({ ...UNEDITED, ...changed })
export const save = (changed: Partial<EditRecipe>): EditAct => ({ intent: 'save', recipe: recipe(changed) })
export const RIGHT_HALF = { crop: { left: 0.5, top: 0, width: 0.5, height: 1 } }
export const LEFT_HALF = { crop: { left: 0, top: 0, width: 0.5, height: 1 } }

/** Width, height and the colours near the corners. */
export async function seen(bytes: Buffer) {
  const { data, info } = await sharp(bytes)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number) =>
    [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)].map((value) => (value > 127 ? 255 : 0))
  const [right, bottom] = [info.width - 4, info.height - 4]
  return { size: [info.width, info.height], corners: [at(3, 3), at(right, 3), at(3, bottom), at(right, bottom)] }
}

/** Opens an installation with pictures of four colours, and ways to edit them and look at what is made. */
export async function openEditWorld() {
  const world = await openWorld()
  const editor = (): Viewer => ({ kind: 'staff', personId: world.iker.id, name: 'Iker', role: 'editor' })
  const scope = async () => ({ db: world.db, viewer: editor(), now: await dbNow(world.db) })
  async function picture(
    state: 'draft' | 'in_review' | 'approved' = 'draft',
    bytes?: Buffer,
    fileName = `q-${made}.jpg`,
  ) {
    const photo = await world.photo(state, {
      bytes: bytes ?? (await quarters().jpeg({ quality: 95 }).toBuffer()),
      fileName,
    })
    await world.renderings(photo.versionId)
    return photo
  }

  /** Edits the current version in the state that it is in. */
  async function edit(assetId: string, act: EditAct) {
    const versionId = (await findAsset(world.db, assetId))?.currentVersionId ?? ''
    const { revision } = await editOf(world.db, versionId)
    return editPicture(world.db, world.iker, { assetId, versionId, revision }, act)
  }

  const read = (objectKey: string) => world.storage.readSmall(objectKey, 50_000_000)
  const file = async (versionId: string, rendition: 'web' | 'preview' | 'thumb' | 'original') =>
    deliverVersion(await scope(), versionId, rendition)
  const bytesOf = async (versionId: string, rendition: 'web' | 'preview' | 'thumb' | 'original') =>
    read((await file(versionId, rendition)).objectKey)

  async function sized(versionId: string, ask: SizedAsk) {
    const find = async () => findSized(await scope(), { kind: 'given', versionId }, ask)
    await askForSized(world.db, (await find()).wanted)
    await world.runJobs()
    const state = await find()
    if (!state.file) throw new Error(`${state.state}: ${state.reason}`)
    return { ...state.file, bytes: await read(state.file.objectKey) }
  }
  return { ...world, scope, picture, edit, read, file, bytesOf, sized }
}

export type EditWorld = Awaited<ReturnType<typeof openEditWorld>>
