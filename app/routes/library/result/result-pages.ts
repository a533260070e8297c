import type { Anchors } from '~/domain/search/library-range'

/** Assets that are asked for at once. */
const CHUNK = 60
/** Chunks kept in memory; those loaded longest ago go first. */
const MOST_CHUNKS = 120
/** How long a part must stay in sight before it is asked for: what a dragged scroll bar only passes is not. */
const SETTLED_MS = 60

/** Where the parts of a result come from. */
export interface ResultSource<T> {
  tiles(range: { after?: string; skip: number; take: number }, signal: AbortSignal): Promise<T[]>
  anchors(): Promise<Anchors>
}

/**
 * The assets of a result by their position, from 0, as far as they have been seen. Any position is reached by keyset: from
 * the chunk before it, or else from an anchor. Positions that are not loaded are undefined.
 */
export class ResultPages<T extends { id: string }> {
  /** How many assets the result has, loaded or not. */
  total: number
  #chunks = new Map<number, T[]>()
  #stale = new Set<number>()
  #pending = new Map<number, AbortController>()
  #anchors?: Promise<Anchors>
  #wanted: [first: number, last: number] = [0, 0]
  #timer?: ReturnType<typeof setTimeout>
  #listeners = new Set<() => void>()
  #changes = 0
  #generation = 0

  #first: { assets: T[]; total: number; from: number }

  /** `first` is what the page itself loaded: assets from the position `from`, of `total`. */
  constructor(
    private readonly source: ResultSource<T>,
    first: { assets: T[]; total: number; from: number },
  ) {
    this.#first = first
    this.total = first.total
    this.#putFirst()
  }

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  /** Changes whenever a position does. */
  readonly version = (): number => this.#changes

  at(index: number): T | undefined {
    return this.#chunks.get(Math.floor(index / CHUNK))?.[index % CHUNK]
  }

  /** Returns the position of a loaded asset; -1 when it is not loaded. */
  indexOf(id: string): number {
    for (const [number, chunk] of this.#chunks) {
      const within = chunk.findIndex((asset) => asset.id === id)
      if (within >= 0) return number * CHUNK + within
    }
    return -1
  }

  /** Returns the ids from one position to another; undefined when one of them is not loaded. */
  idsBetween(first: number, last: number): string[] | undefined {
    if (last - first >= MOST_CHUNKS * CHUNK) return undefined
    const ids: string[] = []
    for (let index = first; index <= last; index++) {
      const asset = this.at(index)
      if (!asset) return undefined
      ids.push(asset.id)
    }
    return ids
  }

  /** Returns the assets from one position to another, of which those that are missing are loaded. Throws when that fails. */
  async load(first: number, last: number): Promise<T[]> {
    const assets: T[] = []
    for (let index = first; index <= Math.min(last, this.total - 1); index++) {
      const number = Math.floor(index / CHUNK)
      if (!this.#chunks.has(number)) {
        const signal = new AbortController().signal
        this.#put(number, await this.source.tiles({ ...(await this.#wayTo(number)), take: CHUNK }, signal))
        this.#tell()
      }
      const asset = this.at(index)
      if (asset) assets.push(asset)
    }
    return assets
  }

  /** Shows what was changed of a loaded asset, before it is loaded anew. */
  patch(id: string, change: Partial<T>): void {
    const index = this.indexOf(id)
    const chunk = this.#chunks.get(Math.floor(index / CHUNK))
    if (!chunk) return
    this.#chunks.set(
      Math.floor(index / CHUNK),
      chunk.map((asset) => (asset.id === id ? { ...asset, ...change } : asset)),
    )
    this.#tell()
  }

  /** Takes what the page itself loaded anew; everything else is asked for again when it is seen. */
  renew(first: { assets: T[]; total: number; from: number }): void {
    if (first.assets === this.#first.assets) return
    this.#first = first
    this.#forget(first.total)
    this.#putFirst()
    this.#tell()
    this.#load()
  }

  #putFirst(): void {
    const { assets, from } = this.#first
    if (from % CHUNK === 0 && assets.length > 0) this.#put(from / CHUNK, assets)
  }

  #forget(total: number): void {
    this.total = total
    this.#generation++
    this.#anchors = undefined
    for (const running of this.#pending.values()) running.abort()
    this.#pending.clear()
    for (const number of this.#chunks.keys()) {
      if (number * CHUNK >= total) this.#chunks.delete(number)
      else this.#stale.add(number)
    }
  }

  /** Loads what is missing from one position to another, once they have been in sight for a moment. */
  want(first: number, last: number): void {
    const end = Math.min(last, this.total - 1)
    this.#wanted = [Math.floor(Math.max(0, first) / CHUNK), Math.floor(Math.max(0, end) / CHUNK)]
    clearTimeout(this.#timer)
    if (this.#missing().length > 0) this.#timer = setTimeout(() => this.#load(), SETTLED_MS)
  }

  #missing(): number[] {
    const [first, last] = this.#wanted
    const numbers = Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n)
    return numbers.filter(
      (number) =>
        number * CHUNK < this.total &&
        (!this.#chunks.has(number) || this.#stale.has(number)) &&
        !this.#pending.has(number),
    )
  }

  #load(): void {
    const [first, last] = this.#wanted
    for (const [number, running] of this.#pending)
      if (number < first - 1 || number > last + 1) {
        running.abort()
        this.#pending.delete(number)
      }
    for (const number of this.#missing()) void this.#ask(number)
  }

  async #ask(number: number): Promise<void> {
    const running = new AbortController()
    const generation = this.#generation
    this.#pending.set(number, running)
    try {
      const assets = await this.source.tiles({ ...(await this.#wayTo(number)), take: CHUNK }, running.signal)
      if (generation !== this.#generation || running.signal.aborted) return
      this.#put(number, assets)
      this.#tell()
      if (assets.length < Math.min(CHUNK, this.total - number * CHUNK)) await this.#measure()
    } catch {
      // Asked for again when it is next in sight: a failed or aborted request leaves blank tiles.
    } finally {
      if (this.#pending.get(number) === running) this.#pending.delete(number)
    }
  }

  /** Returns the asset after which a chunk begins, and how many to skip from there. */
  async #wayTo(number: number): Promise<{ after?: string; skip: number }> {
    if (number === 0) return { skip: 0 }
    const before = this.#stale.has(number - 1) ? undefined : this.#chunks.get(number - 1)
    if (before?.length === CHUNK) return { after: before.at(-1)?.id, skip: 0 }
    const { every, keys } = await this.#findAnchors()
    const passed = Math.min(Math.floor((number * CHUNK) / every), keys.length)
    return { after: keys[passed - 1], skip: number * CHUNK - passed * every }
  }

  #findAnchors(): Promise<Anchors> {
    this.#anchors ??= this.source.anchors().catch((error: unknown) => {
      this.#anchors = undefined
      throw error
    })
    return this.#anchors
  }

  /** Asks how many there are, after the page itself counted only so far. */
  async findSize(): Promise<void> {
    // Without an answer, those that were counted are shown.
    const { total } = await this.#findAnchors().catch(() => ({ total: 0 }))
    if (total <= this.total) return
    this.total = total
    this.#tell()
  }

  /** The result has become shorter than it was: asks for its size again. */
  async #measure(): Promise<void> {
    this.#anchors = undefined
    const { total } = await this.#findAnchors()
    if (total === this.total) return
    this.#forget(total)
    this.#tell()
    this.#load()
  }

  #put(number: number, assets: T[]): void {
    this.#stale.delete(number)
    this.#chunks.delete(number)
    this.#chunks.set(number, assets)
    for (const oldest of this.#chunks.keys()) {
      if (this.#chunks.size <= MOST_CHUNKS) break
      this.#chunks.delete(oldest)
    }
  }

  #tell(): void {
    this.#changes++
    for (const listener of this.#listeners) listener()
  }
}
