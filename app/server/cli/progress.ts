import type { ImportedFile } from './import-files'

const WIDTH = 30

/** Prints a line per file on stdout, and a progress bar on stderr if that is a terminal. */
export function openProgress(total: number) {
  let done = 0
  const bar = process.stderr.isTTY
  const draw = () => {
    const filled = total ? Math.round((done / total) * WIDTH) : WIDTH
    process.stderr.write(`\r[${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${done}/${total}`)
  }
  const wipe = () => bar && process.stderr.write('\r\u001b[K')
  return {
    step({ file, outcome, note }: ImportedFile): void {
      done++
      wipe()
      process.stdout.write(`${outcome.padEnd(9)} ${file}${note ? `: ${note}` : ''}\n`)
      if (bar) draw()
    },
    end(): void {
      wipe()
    },
  }
}
