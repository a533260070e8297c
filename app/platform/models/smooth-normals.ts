/** Surfaces that meet at less than this angle are one rounded surface: the cosine of 35 degrees. */
const CREASE = Math.cos((35 * Math.PI) / 180)
/** Faces that are compared at one point; more meet only where a file is odd. */
const MOST_AROUND = 32

/**
 * Returns normals for triangles that have none, three numbers for each corner: at each point the mean of the triangles that meet
 * there at a flat angle, by their area, so that rounded bodies look round and edges stay sharp.
 */
export function smoothed(positions: Float32Array): Float32Array {
  const corners = positions.length / 3
  const faces = faceNormals(positions)
  const next = new Int32Array(corners).fill(-1)
  const first = firstOfPoint(positions, next)
  const normals = new Float32Array(positions.length)
  const at = (list: Float32Array, index: number) => list[index] ?? 0
  for (let corner = 0; corner < corners; corner++) {
    const own = Math.floor(corner / 3) * 3
    const [x, y, z] = [at(faces, own), at(faces, own + 1), at(faces, own + 2)]
    const length = Math.hypot(x, y, z)
    let [sx, sy, sz] = [x, y, z]
    let other = first[corner] ?? -1
    for (let count = 0; other >= 0 && count < MOST_AROUND; count++, other = next[other] ?? -1) {
      const face = Math.floor(other / 3) * 3
      if (face === own) continue
      const [fx, fy, fz] = [at(faces, face), at(faces, face + 1), at(faces, face + 2)]
      if (fx * x + fy * y + fz * z < CREASE * length * Math.hypot(fx, fy, fz)) continue
      sx += fx
      sy += fy
      sz += fz
    }
    normals[corner * 3] = sx
    normals[corner * 3 + 1] = sy
    normals[corner * 3 + 2] = sz
  }
  return normals
}

/** Normals of triangles as long as twice their area. */
function faceNormals(p: Float32Array): Float32Array {
  const faces = new Float32Array(p.length / 3)
  const at = (index: number) => p[index] ?? 0
  for (let face = 0, t = 0; t + 8 < p.length; face += 3, t += 9) {
    const [ax, ay, az] = [at(t + 3) - at(t), at(t + 4) - at(t + 1), at(t + 5) - at(t + 2)]
    const [bx, by, bz] = [at(t + 6) - at(t), at(t + 7) - at(t + 1), at(t + 8) - at(t + 2)]
    faces[face] = ay * bz - az * by
    faces[face + 1] = az * bx - ax * bz
    faces[face + 2] = ax * by - ay * bx
  }
  return faces
}

/** Chains the corners at equal points in `next`; returns for each corner where the chain of its point begins. */
function firstOfPoint(positions: Float32Array, next: Int32Array): Int32Array {
  const corners = positions.length / 3
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, corners * 2)))
  const slots = new Int32Array(size).fill(-1)
  const bits = new Uint32Array(positions.buffer, positions.byteOffset, positions.length)
  const first = new Int32Array(corners)
  const equal = (one: number, other: number) =>
    positions[one * 3] === positions[other * 3] &&
    positions[one * 3 + 1] === positions[other * 3 + 1] &&
    positions[one * 3 + 2] === positions[other * 3 + 2]
  for (let corner = 0; corner < corners; corner++) {
    let hash = Math.imul(bits[corner * 3] ?? 0, 0x9e3779b1) ^ Math.imul(bits[corner * 3 + 1] ?? 0, 0x85ebca6b)
    hash = Math.imul(hash ^ (bits[corner * 3 + 2] ?? 0) ^ (hash >>> 15), 0xc2b2ae35)
    let slot = (hash ^ (hash >>> 13)) & (size - 1)
    // A hash that a file was made to collide for costs no more than this.
    for (let tries = 0; tries < 64; tries++, slot = (slot + 1) & (size - 1)) {
      const held = slots[slot] ?? -1
      if (held >= 0 && !equal(held, corner)) continue
      next[corner] = held
      slots[slot] = corner
      break
    }
  }
  // The slot holds the last corner of a point, whose chain has all of them.
  for (let corner = corners - 1; corner >= 0; corner--) {
    first[corner] = first[corner] || corner + 1
    const before = next[corner] ?? -1
    if (before >= 0) first[before] = first[corner] ?? 0
  }
  return first.map((start) => start - 1)
}
