export type Point = [x: number, y: number, z: number]

export interface Bounds {
  min: Point
  max: Point
}

/** What a 3D model says of itself. */
export interface ModelFacts {
  format: 'glb' | 'gltf' | 'stl' | 'obj'
  /** As drawn: a mesh that is placed twice counts twice. */
  triangles: number
  /** Stored positions; undefined for STL, which repeats them for each triangle. */
  vertices?: number
  meshes?: number
  materials?: number
  textures?: number
  animations?: number
  /** In metres for glTF; the unit of other formats is not stated. */
  bounds?: Bounds
  /** Program that wrote the model, or the first line of the file. */
  generator?: string
  copyright?: string
  /** Extensions of glTF without which the model cannot be shown, such as KHR_draco_mesh_compression. */
  requiredExtensions: string[]
}

/**
 * Why a model cannot be described or drawn: it is cut, damaged, or too large to be read within bounds; its shapes are in other
 * files, packed in a way that is not read, too many, or none.
 */
export type ModelProblem =
  | ('truncated' | 'unreadable' | 'too_large' | 'unsupported')
  | ('external' | 'compressed' | 'too_many_triangles' | 'empty')

export class ModelError extends Error {
  constructor(
    readonly code: ModelProblem,
    options?: ErrorOptions,
  ) {
    super(`model ${code}`, options)
    this.name = 'ModelError'
  }
}

/** Collects points into the box around them; those that are no numbers are left out. */
export class BoundsOfPoints {
  private readonly min: Point = [Infinity, Infinity, Infinity]
  private readonly max: Point = [-Infinity, -Infinity, -Infinity]

  add(x: number, y: number, z: number): void {
    if (!Number.isFinite(x + y + z)) return
    const { min, max } = this
    min[0] = Math.min(min[0], x)
    min[1] = Math.min(min[1], y)
    min[2] = Math.min(min[2], z)
    max[0] = Math.max(max[0], x)
    max[1] = Math.max(max[1], y)
    max[2] = Math.max(max[2], z)
  }

  /** Returns the box; undefined without points. */
  bounds(): Bounds | undefined {
    return this.min[0] <= this.max[0] ? { min: [...this.min], max: [...this.max] } : undefined
  }
}
