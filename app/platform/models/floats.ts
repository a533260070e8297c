import { ModelError } from '~/platform/files/model-facts'

/** Numbers whose count is not known before the end, up to a limit. */
export class Floats {
  private held = new Float32Array(3072)
  private used = 0

  constructor(private readonly most: number) {}

  get length(): number {
    return this.used
  }

  /** Throws ModelError `too_many_triangles` beyond the limit. */
  push(x: number, y: number, z: number): void {
    if (this.used + 3 > this.held.length) {
      if (this.used + 3 > this.most) throw new ModelError('too_many_triangles')
      const larger = new Float32Array(Math.min(this.most, this.held.length * 2))
      larger.set(this.held)
      this.held = larger
    }
    this.held[this.used] = x
    this.held[this.used + 1] = y
    this.held[this.used + 2] = z
    this.used += 3
  }

  at(index: number): number {
    return this.held[index] ?? 0
  }

  array(): Float32Array {
    return this.held.subarray(0, this.used)
  }
}
