import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { log } from '~/platform/log.server'
import { EndedError } from './bounded-process.server'
import { ConvertError } from './convert-error'
import { convert } from './sandbox.server'

/** What a scan says of a file: let it in, hold it, or that it could not be scanned. */
export type ScanOutcome = 'clean' | 'refused' | 'failed'

/** Scans a file on local disk. Never throws. */
export type Scan = (localPath: string) => Promise<ScanOutcome>

export interface ScanSettings {
  /** Name of the program, as `findProgram` finds it. */
  scanProgram?: string
}

const SECONDS = 300
/** Ending with which a scanner says that it found something; `clamscan` and others have the same. */
const FOUND = 1

/**
 * Returns the scan that the server is set up with; undefined when there is none. The program runs in the sandbox of converters:
 * with no network, an empty environment, and only the file to read, whose place is its one argument. It says by its ending: 0
 * lets the file in, 1 refuses it, anything else is no answer.
 */
export function scanner({ scanProgram }: ScanSettings, tempDir: string): Scan | undefined {
  if (!scanProgram) return undefined
  return async (localPath) => {
    await mkdir(tempDir, { recursive: true })
    const folder = await mkdtemp(path.join(tempDir, 'scan-'))
    try {
      const outDir = path.join(folder, 'out')
      await mkdir(outDir)
      const args = ({ input }: { input: string }) => [input]
      await convert({ program: { scanner: scanProgram }, args, input: localPath, outDir, seconds: SECONDS })
      return 'clean'
    } catch (error) {
      const isFound = error instanceof ConvertError && error.cause instanceof EndedError && error.cause.ending === FOUND
      if (!isFound) log.warn({ err: error }, 'a file could not be scanned')
      return isFound ? 'refused' : 'failed'
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
}
