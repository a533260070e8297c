import fs from 'node:fs'
import { promisify } from 'node:util'
import { StorageError } from '~/platform/storage'

/** Returns the path of an object's file on this machine. */
export type PathOf = (key: string) => Promise<string | undefined>

// File descriptors: for files of 40 kB, FileHandle and its promises cost more than reading.
const openFile = promisify(fs.open)
const statFile = promisify(fs.fstat)
export const close = promisify(fs.close)

async function open(pathOf: PathOf, key: string): Promise<number> {
  const path = await pathOf(key)
  if (path === undefined) throw new StorageError('unavailable', key)
  try {
    return await openFile(path, 'r')
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    throw new StorageError(missing ? 'missing' : 'unavailable', key, { cause: error })
  }
}

/** Opens an object's file; throws StorageError if it is not `length` bytes long. */
export async function openWhole(pathOf: PathOf, key: string, length: number): Promise<number> {
  const file = await open(pathOf, key)
  try {
    const { size } = await statFile(file)
    if (size !== length) throw new StorageError('unavailable', key)
    return file
  } catch (error) {
    await close(file)
    throw error
  }
}

/** Fills `target` with an object; returns false if the object is shorter or longer. */
export async function readWhole(pathOf: PathOf, key: string, target: Buffer): Promise<boolean> {
  const file = await open(pathOf, key)
  try {
    // Reads one byte more: that detects a longer file without a separate fstat(2).
    const read = await readInto(file, [target, Buffer.allocUnsafe(1)], 0, target.length)
    return read === target.length
  } finally {
    await close(file)
  }
}

/** Reads from `position` until there are `enough` bytes or the file ends; returns how many were read. */
export async function readInto(file: number, targets: Buffer[], position: number, enough: number): Promise<number> {
  let read = await readSome(file, targets, position)
  // preadv(2) may return fewer bytes than available; 0 means the end.
  for (let more = read; more > 0 && read < enough; read += more) {
    more = await readSome(file, after(targets, read), position + read)
  }
  return read
}

function readSome(file: number, targets: Buffer[], position: number): Promise<number> {
  return new Promise((resolve, reject) => {
    fs.readv(file, targets, position, (error, bytes) => (error ? reject(error) : resolve(bytes)))
  })
}

function after(targets: Buffer[], bytes: number): Buffer[] {
  let left = bytes
  const rest: Buffer[] = []
  for (const target of targets) {
    if (left < target.length) rest.push(target.subarray(left))
    left = Math.max(0, left - target.length)
  }
  return rest
}
