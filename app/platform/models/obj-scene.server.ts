import { forEachLine } from '~/platform/files/file-pieces.server'
import { ModelError } from '~/platform/files/model-facts'
import { Floats } from './floats'
import { MOST_CORNERS, MOST_TRIANGLES, type Part, PLAIN } from './model-scene'
import { smoothed } from './smooth-normals'

/** Corners of one face; drawings of programs have up to some hundred. */
const MOST_SIDES = 4096

/**
 * Returns the faces of a Wavefront OBJ as triangles (Object Files, appendix B1). Its materials are in another file, which is not
 * looked for. Throws ModelError.
 */
export async function objScene(localPath: string): Promise<Part[]> {
  const [points, given] = [new Floats(MOST_CORNERS * 3), new Floats(MOST_CORNERS * 3)]
  const [corners, normals] = [new Floats(MOST_TRIANGLES * 9), new Floats(MOST_TRIANGLES * 9)]
  let hasNormals = true
  const put = (token: string) => {
    const [v = '', , n = ''] = token.split('/', 3)
    const point = placeOf(v, points.length)
    const normal = placeOf(n, given.length)
    if (normal === undefined) hasNormals = false
    corners.push(points.at(point ?? 0), points.at((point ?? 0) + 1), points.at((point ?? 0) + 2))
    normals.push(given.at(normal ?? 0), given.at((normal ?? 0) + 1), given.at((normal ?? 0) + 2))
  }
  await forEachLine(localPath, (line) => {
    const [keyword, ...tokens] = line.trim().split(/\s+/, MOST_SIDES + 1)
    if (keyword === 'v') points.push(Number(tokens[0]), Number(tokens[1]), Number(tokens[2]))
    else if (keyword === 'vn') given.push(Number(tokens[0]), Number(tokens[1]), Number(tokens[2]))
    else if (
      keyword === 'f' &&
      tokens.every((token) => placeOf(token.split('/', 1)[0] ?? '', points.length) !== undefined)
    )
      for (let side = 1; side + 1 < tokens.length; side++)
        for (const token of [tokens[0], tokens[side], tokens[side + 1]]) put(token ?? '')
  })
  if (corners.length === 0) throw new ModelError('empty')
  const positions = corners.array()
  return [{ positions, normals: hasNormals ? normals.array() : smoothed(positions), material: PLAIN }]
}

/** Returns where the three numbers of an index begin, which counts from 1, or backwards from -1; undefined beyond them. */
function placeOf(index: string, length: number): number | undefined {
  const number = Number.parseInt(index, 10)
  const place = number < 0 ? length + number * 3 : (number - 1) * 3
  return Number.isSafeInteger(place) && place >= 0 && place + 3 <= length ? place : undefined
}
