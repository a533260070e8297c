/** Side of the grey picture that a hash is made of. */
export const HASHED_SIDE = 32
/** Lowest frequencies of each direction that a hash has a bit for, without the constant one. */
const FREQUENCIES = 8

/** Standard deviation of the grey levels (0 to 255) below which a picture counts as plain. */
const PLAIN_BELOW = 4
/** Of the 64 coefficients, how many must stand out, and by how much: pictures with fewer have bits that are mere noise. */
const LEAST_DETAIL = { coefficients: 16, magnitude: 8 }

/**
 * Returns the 64-bit perceptual hash of a grey picture of 32 × 32 levels (0 to 255), row by row: bit by bit whether a low
 * frequency of its discrete cosine transform is stronger than the median of them. Equal pictures have equal hashes, and
 * similar ones differ in few bits. Undefined for pictures that are plain or have too little detail, such as one colour,
 * a gradient or stripes: their hashes would be alike whatever they show. The method is the DCT hash in C. Zauner,
 * "Implementation and Benchmarking of Perceptual Image Hash Functions" (2010): coefficients 1 to 8 of each direction of a
 * transform of 32 × 32, compared with their median. The transform is the orthonormal DCT-II of Ahmed, Natarajan and Rao,
 * "Discrete Cosine Transform", IEEE Transactions on Computers C-23 (1974).
 */
export function perceptualHash(levels: ArrayLike<number>): bigint | undefined {
  if (deviation(levels) < PLAIN_BELOW) return undefined
  const coefficients = lowFrequencies(levels)
  const strong = coefficients.filter((value) => Math.abs(value) >= LEAST_DETAIL.magnitude).length
  if (strong < LEAST_DETAIL.coefficients) return undefined
  const median = medianOf(coefficients)
  return coefficients.reduce((bits, value) => (bits << 1n) | (value > median ? 1n : 0n), 0n)
}

function deviation(levels: ArrayLike<number>): number {
  let [sum, squares] = [0, 0]
  for (let at = 0; at < HASHED_SIDE ** 2; at++) {
    const level = levels[at] ?? 0
    sum += level
    squares += level * level
  }
  const mean = sum / HASHED_SIDE ** 2
  return Math.sqrt(Math.max(0, squares / HASHED_SIDE ** 2 - mean * mean))
}

/** The cosine at each of the 32 places for the frequencies 1 to 8. */
const COSINES = Array.from({ length: FREQUENCIES }, (_, frequency) =>
  Array.from(
    { length: HASHED_SIDE },
    (_, place) =>
      Math.sqrt(2 / HASHED_SIDE) * Math.cos(((2 * place + 1) * (frequency + 1) * Math.PI) / (2 * HASHED_SIDE)),
  ),
)

/** Returns the 64 coefficients row by row; the transform is separable, so rows are transformed first and columns then. */
function lowFrequencies(levels: ArrayLike<number>): number[] {
  const byRow = Array.from({ length: HASHED_SIDE }, (_, row) =>
    COSINES.map((cosines) =>
      cosines.reduce((sum, cosine, column) => sum + cosine * (levels[row * HASHED_SIDE + column] ?? 0), 0),
    ),
  )
  return COSINES.flatMap((cosines) =>
    COSINES.map((_, frequency) =>
      cosines.reduce((sum, cosine, row) => sum + cosine * (byRow[row]?.[frequency] ?? 0), 0),
    ),
  )
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}
