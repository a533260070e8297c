import sharp from 'sharp'
import { countIn, type Json, numbersIn, objectIn, objectsIn } from '~/platform/files/gltf-json'
import { inSrgb } from '~/platform/images/in-srgb'
import { dataOf, type GltfFile } from './gltf-bytes.server'
import type { Material } from './model-scene'
import { levelsOf, type Texture, type Wrap } from './texture'

const LARGEST_PICTURE = 64 * 1024 * 1024
/** Longest side of a texture in a poster of 1600 pixels, and where there are many of them. */
const [SIDE, SIDE_OF_MANY] = [2048, 512]
const [MANY, MOST_TEXTURES] = [12, 200]

/** Returns the materials of a glTF (3.9), with their base colour alone; a texture that cannot be read is left out. */
export async function materialsOf(file: GltfFile): Promise<Material[]> {
  const given = objectsIn(file.json.materials).slice(0, 10_000)
  const pictures = new Map<number, Promise<Texture['levels'] | undefined>>()
  const isMany = objectsIn(file.json.images).length > MANY
  const levelsFor = (source: number) => {
    const known = pictures.get(source)
    if (known || pictures.size >= MOST_TEXTURES) return known
    const read = readPicture(file, source, isMany ? SIDE_OF_MANY : SIDE)
    pictures.set(source, read)
    return read
  }
  const materials: Material[] = []
  for (const each of given) materials.push(await materialOf(file.json, each, levelsFor))
  return materials
}

/** What the specification says for a primitive without a material (3.9.1), less shiny than metal. */
export const DEFAULT_MATERIAL: Material = {
  ...{ colour: [0.8, 0.8, 0.8, 1], metallic: 0, roughness: 0.7, emissive: [0, 0, 0] },
  ...{ isUnlit: false, isTransparent: false, isDoubleSided: true },
}

async function materialOf(
  json: Json,
  given: Json,
  levelsFor: (source: number) => Promise<Texture['levels'] | undefined> | undefined,
): Promise<Material> {
  const extensions = objectIn(given.extensions)
  const pbr = objectIn(given.pbrMetallicRoughness)
  const glossy = objectIn(extensions.KHR_materials_pbrSpecularGlossiness)
  const isGlossy = Object.keys(glossy).length > 0
  const factor = numbersIn(isGlossy ? glossy.diffuseFactor : pbr.baseColorFactor, 4) ?? [1, 1, 1, 1]
  const reference = objectIn(isGlossy ? glossy.diffuseTexture : pbr.baseColorTexture)
  const [red = 1, green = 1, blue = 1, alpha = 1] = factor.map(part)
  const texture = await textureOf(json, reference, levelsFor)
  const [er = 0, eg = 0, eb = 0] = (numbersIn(given.emissiveFactor, 3) ?? []).map(part)
  const glass = number(objectIn(extensions.KHR_materials_transmission).transmissionFactor, 0)
  return {
    colour: [red, green, blue, glass > 0.2 ? Math.min(alpha, 1 - 0.7 * glass) : alpha],
    ...(texture && { texture }),
    metallic: isGlossy ? 0 : number(pbr.metallicFactor, 1) * (pbr.metallicRoughnessTexture ? 0.4 : 1),
    roughness: isGlossy ? 1 - number(glossy.glossinessFactor, 1) : number(pbr.roughnessFactor, 1),
    // A factor over a texture that is not read would light the whole surface.
    emissive: given.emissiveTexture ? [0, 0, 0] : [er, eg, eb],
    isUnlit: extensions.KHR_materials_unlit !== undefined,
    isTransparent: given.alphaMode === 'BLEND' || glass > 0.2,
    ...(given.alphaMode === 'MASK' && { cutoff: number(given.alphaCutoff, 0.5) }),
    isDoubleSided: given.doubleSided === true,
  }
}

const part = (value: number): number => Math.min(1, Math.max(0, value))
const number = (value: unknown, instead: number): number =>
  typeof value === 'number' && Number.isFinite(value) ? part(value) : instead

/** Names of sampler settings (glTF 2.0, 5.26). */
const WRAPS: Record<number, Wrap> = { 33071: 'clamp', 33648: 'mirror' }

async function textureOf(
  json: Json,
  reference: Json,
  levelsFor: (source: number) => Promise<Texture['levels'] | undefined> | undefined,
): Promise<Texture | undefined> {
  const texture = objectsIn(json.textures)[countIn(reference.index) ?? -1]
  const source = countIn(objectIn(objectIn(texture?.extensions).EXT_texture_webp).source) ?? countIn(texture?.source)
  // Corners have one set of coordinates here.
  if (source === undefined || (countIn(reference.texCoord) ?? 0) !== 0) return undefined
  const levels = await levelsFor(source)
  if (!levels) return undefined
  const sampler = objectsIn(json.samplers)[countIn(texture?.sampler) ?? -1]
  const wrapOf = (value: unknown): Wrap => WRAPS[countIn(value) ?? 0] ?? 'repeat'
  const moved = objectIn(objectIn(reference.extensions).KHR_texture_transform)
  const [ox = 0, oy = 0] = numbersIn(moved.offset, 2) ?? []
  const [sx = 1, sy = 1] = numbersIn(moved.scale, 2) ?? []
  const rotation = typeof moved.rotation === 'number' ? moved.rotation : 0
  const isMoved = Object.keys(moved).length > 0
  return {
    ...{ levels, wrap: [wrapOf(sampler?.wrapS), wrapOf(sampler?.wrapT)] as const },
    ...(isMoved && { transform: { offset: [ox, oy] as const, scale: [sx, sy] as const, rotation } }),
  }
}

async function readPicture(file: GltfFile, source: number, side: number): Promise<Texture['levels'] | undefined> {
  try {
    const image = objectIn(objectsIn(file.json.images)[source])
    const view = countIn(image.bufferView)
    const length = view === undefined ? 0 : (file.view(view)?.length ?? 0)
    if (length > LARGEST_PICTURE) return undefined
    const bytes = view === undefined ? dataOf(image.uri) : file.read(view, 0, length)
    const decoded = sharp(bytes, { limitInputPixels: 100_000_000, failOn: 'error' })
    const small = decoded.resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    const { data, info } = await (await inSrgb(small))
      .ensureAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
    return info.channels === 4 ? levelsOf({ width: info.width, height: info.height, data }) : undefined
  } catch {
    return undefined
  }
}
