import { forEachLine, forEachRecord } from '~/platform/files/file-pieces.server'
import { ModelError } from '~/platform/files/model-facts'
import { stlLayout } from '~/platform/files/stl-facts.server'
import { Floats } from './floats'
import { MOST_CORNERS, MOST_TRIANGLES, type Part, PLAIN } from './model-scene'
import { smoothed } from './smooth-normals'

const [HEADER_BYTES, FACET_BYTES, NORMAL_BYTES, CORNERS_END] = [84, 50, 12, 48]

/** Returns the triangles of an STL, binary or text, turned from printing, where z points up. Throws ModelError. */
export async function stlScene(localPath: string): Promise<Part[]> {
  const { count, isText } = await stlLayout(localPath)
  if (count > MOST_TRIANGLES) throw new ModelError('too_many_triangles')
  const corners = new Floats(MOST_CORNERS * 3)
  if (isText)
    await forEachLine(localPath, (line) => {
      const [keyword, x, y, z] = line.trim().split(/\s+/, 4)
      if (keyword === 'vertex') corners.push(Number(x), Number(z), -Number(y))
    })
  else
    await forEachRecord(localPath, { start: HEADER_BYTES, length: FACET_BYTES, count }, (bytes, at) => {
      for (let corner = at + NORMAL_BYTES; corner < at + CORNERS_END; corner += 12)
        corners.push(bytes.readFloatLE(corner), bytes.readFloatLE(corner + 8), -bytes.readFloatLE(corner + 4))
    })
  const positions = corners.array().subarray(0, Math.floor(corners.length / 9) * 9)
  return [{ positions, normals: smoothed(positions), material: PLAIN }]
}
