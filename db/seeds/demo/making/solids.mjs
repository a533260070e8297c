// Solids of flat triangles, as lists of corners: three points for each triangle, counter-clockwise seen from outside. Metres, y up.

/** A point of a circle around the y axis. */
const around = (radius, y, turn) => [radius * Math.sin(turn), y, radius * Math.cos(turn)]
const quad = (a, b, c, d) => [a, b, c, a, c, d]

/** Moves corners. */
export const moved = (corners, [x, y, z]) => corners.map(([px, py, pz]) => [px + x, py + y, pz + z])

/** A body turned around the y axis: `profile` is its radius and height from the bottom to the top. */
export function turned(profile, sides) {
  const corners = []
  for (let side = 0; side < sides; side++) {
    const [from, to] = [(side / sides) * 2 * Math.PI, ((side + 1) / sides) * 2 * Math.PI]
    for (let at = 0; at + 1 < profile.length; at++) {
      const [[lowRadius, low], [highRadius, high]] = [profile[at], profile[at + 1]]
      const [a, b] = [around(lowRadius, low, from), around(lowRadius, low, to)]
      const [c, d] = [around(highRadius, high, to), around(highRadius, high, from)]
      if (lowRadius === 0) corners.push(a, c, d)
      else if (highRadius === 0) corners.push(a, b, c)
      else corners.push(...quad(a, b, c, d))
    }
  }
  return corners
}

/** A sphere. */
export const sphere = (radius, sides = 16) =>
  turned(
    Array.from({ length: sides / 2 + 1 }, (_, at) => {
      const turn = (at / (sides / 2)) * Math.PI
      return [at === 0 || at === sides / 2 ? 0 : radius * Math.sin(turn), -radius * Math.cos(turn)]
    }),
    sides,
  )
