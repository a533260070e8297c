/** Most bits in which the hashes of pictures that look alike differ. */
export const ALIKE_WITHIN = 8

/** Bits of each 16-bit part, from the highest, that may differ in what is searched for. */
const RADII = [2, 1, 1, 1] as const
const BAND_BITS = 16
const BAND_MASK = 0xffffn

/** Returns the four 16-bit parts of a 64-bit hash, highest bits first: the keys under which it is indexed. */
export const bandsOf = (hash: bigint): number[] =>
  RADII.map((_, band) => Number((hash >> BigInt((RADII.length - 1 - band) * BAND_BITS)) & BAND_MASK))

/**
 * Returns for each part of a hash the values under which those that differ in at most `ALIKE_WITHIN` bits are found: all of
 * them, since a hash that is found under none differs in three bits of the first part and in two of each other one, which are
 * nine. (Multi-index hashing: M. Norouzi, A. Punjani, D. Fleet, "Fast Search in Hamming Space with Multi-Index Hashing",
 * CVPR 2012, section 3.)
 */
export const searchedBands = (hash: bigint): number[][] =>
  bandsOf(hash).map((value, band) => neighboursOf(value, RADII[band] ?? 0))

/** Returns the values that differ from a 16-bit part in at most `radius` bits, which is one or two. */
export function neighboursOf(value: number, radius: number): number[] {
  const found = [value]
  for (let one = 0; one < BAND_BITS; one++) {
    found.push(value ^ (1 << one))
    for (let other = 0; radius > 1 && other < one; other++) found.push(value ^ (1 << one) ^ (1 << other))
  }
  return found
}

/** Returns the number of bits in which two 64-bit hashes differ. */
export function distanceOf(one: bigint, other: bigint): number {
  let [bits, count] = [BigInt.asUintN(64, one ^ other), 0]
  for (; bits; bits &= bits - 1n) count++
  return count
}

/** Returns a hash as the signed 64-bit number that a bigint column holds. */
export const signed = (hash: bigint): string => BigInt.asIntN(64, hash).toString()
