import { FEATURES, featuresOf } from './features'

/** Orders in which layouts are kept, and dimensions and bits of a place in each: 60 bits of a key. */
export const ORDERS = 8
const [DIMENSIONS, BITS] = [5, 12]
/** Reach of a projected feature on either side. */
const REACH = 1.2
const SIGNATURE_BITS = 64

/** Changes when keys are made in another way: with it, all of them are. */
const SEED = 20261201

const projections = randomProjections(SEED, ORDERS * DIMENSIONS + SIGNATURE_BITS)

/**
 * Returns the place of a layout in each of the orders: its features, projected at random and interleaved bit by bit, so that
 * places near each other in an order are mostly of layouts that are alike, and layouts that are alike are near in some of the
 * orders. (B. Yao, F. Li, P. Kumar, "K Nearest Neighbor Queries and KNN-Joins in Large Relational Databases (Almost) for Free",
 * ICDE 2010.)
 */
export function keysOf(layout: Uint8Array): bigint[] {
  const features = featuresOf(layout)
  return Array.from({ length: ORDERS }, (_, order) =>
    interleaved(projections.slice(order * DIMENSIONS, (order + 1) * DIMENSIONS).map((each) => placeOn(each, features))),
  )
}

/** Returns 64 bits of a layout: layouts that are alike differ in few of them. */
export function signatureOf(layout: Uint8Array): bigint {
  const features = featuresOf(layout)
  return projections
    .slice(ORDERS * DIMENSIONS)
    .reduce((bits, each) => (bits << 1n) | (along(each, features) > 0 ? 1n : 0n), 0n)
}

interface Projection {
  weights: number[]
  shift: number
}

const along = ({ weights }: Projection, features: readonly number[]): number =>
  weights.reduce((sum, weight, at) => sum + weight * (features[at] ?? 0), 0)

function placeOn(projection: Projection, features: readonly number[]): number {
  const part = (along(projection, features) + projection.shift + REACH) / (2 * REACH)
  return Math.min(2 ** BITS - 1, Math.max(0, Math.floor(part * 2 ** BITS)))
}

/** Returns the bits of all places, the highest of each first: in two halves, which are faster than one number. */
function interleaved(places: readonly number[]): bigint {
  let [high, low] = [0, 0]
  for (let bit = BITS - 1; bit >= 0; bit--)
    for (const place of places) {
      if (bit >= BITS / 2) high = (high << 1) | ((place >> bit) & 1)
      else low = (low << 1) | ((place >> bit) & 1)
    }
  return (BigInt(high) << BigInt((DIMENSIONS * BITS) / 2)) | BigInt(low)
}

/** Returns projections of length one, the same for the same seed. */
function randomProjections(seed: number, count: number): Projection[] {
  let state = seed
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return Array.from({ length: count }, () => {
    const weights = Array.from({ length: FEATURES }, normal)
    const length = Math.hypot(...weights)
    return { weights: weights.map((weight) => weight / length), shift: (random() - 0.5) * 0.2 }
  })
}
