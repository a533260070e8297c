/**
 * Finds pictures by what they show, not by how they look. None is part of the product: a brand that has one on its own machines
 * sets it beside `alikeAssets`, which then ranks candidates by it. Nothing calls it while there is none.
 */
export interface EmbeddingProvider {
  /** Name and version of the model: vectors of another model are not compared with these. */
  model: string
  dimensions: number
  /** Returns the vector of a preview picture (WebP), of length one. Throws the reason of the signal. */
  embed: (preview: Uint8Array, signal: AbortSignal) => Promise<Float32Array>
}
