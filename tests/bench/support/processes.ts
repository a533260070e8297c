import { type ChildProcess, execFileSync, fork } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Starts a TypeScript file of this folder as a separate process. */
export function startProcess(fileName: string, args: string[] = []): ChildProcess {
  const file = fileURLToPath(new URL(fileName, import.meta.url))
  return fork(file, args, { execArgv: ['--import', 'tsx'] })
}

/** Sends `message`, if any, and returns the reply; throws when the process reports an error or exits. */
export function ask<T>(child: ChildProcess, message?: object): Promise<T> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`the process ended with ${code}`))
    child.once('exit', onExit)
    child.once('message', (answer: T & { failed?: string }) => {
      child.off('exit', onExit)
      if (answer.failed) reject(new Error(answer.failed))
      else resolve(answer)
    })
    if (message) child.send(message)
  })
}

/** Length of a tick of /proc/pid/stat (proc(5), sysconf(_SC_CLK_TCK)). */
const TICK_SECONDS = 1 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))

/** CPU seconds of all threads so far, in user code and in the kernel: fields 14 and 15 of proc(5)'s stat. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * TICK_SECONDS
}

/** Peak resident memory in MB since the start, or since `forgetPeak`. */
export function peakMb(pid: number): number {
  const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(line?.[1] ?? 0) / 1024
}

/** Resident memory in MB now. */
export function residentMb(pid: number): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(line?.[1] ?? 0) / 1024
}

/** Resets the peak (proc(5), clear_refs, 5). */
export const forgetPeak = (pid: number): void => writeFileSync(`/proc/${pid}/clear_refs`, '5')

/** The number of files below `root` that the process has open. */
export function openFiles(pid: number, root: string): number {
  const folder = `/proc/${pid}/fd`
  return readdirSync(folder).filter((fd) => {
    try {
      return readlinkSync(`${folder}/${fd}`).startsWith(root)
    } catch {
      return false // closed between the two calls
    }
  }).length
}

/** The median of `values`, and their range in per cent of it. */
export function median(values: number[]): { median: number; spread: number } {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted[sorted.length >> 1] ?? 0
  return { median: middle, spread: middle ? (100 * (sorted.at(-1)! - sorted[0]!)) / middle : 0 }
}
