import type { ChildProcess } from 'node:child_process'
import { ask, cpuSeconds, median, openFiles, peakMb } from './processes'
import type { Downloaded, Wanted } from './zip-client'

/** A server that sends kits over HTTP. */
export interface Writer {
  name: string
  pid: number
  port: number
  pathOf: (kit: string) => string
}

export interface Figures {
  mbPerSecond: number
  spreadPercent: number
  cpuSecondsPerGb: number
  firstByteMs: number
  peakMb: number
}

/** Downloads `kit` from every writer in turn, `rounds` times, after one round that is not counted. */
export async function measure(client: ChildProcess, writers: Writer[], kit: string, rounds: number) {
  const runs = new Map(writers.map((writer) => [writer.name, [] as (Downloaded & { cpu: number })[]]))
  for (let round = 0; round <= rounds; round++) {
    for (const writer of writers) {
      const before = cpuSeconds(writer.pid)
      const wanted: Wanted = { port: writer.port, path: writer.pathOf(kit) }
      const downloaded = await ask<Downloaded>(client, wanted)
      const cpu = cpuSeconds(writer.pid) - before
      if (round > 0) runs.get(writer.name)!.push({ ...downloaded, cpu })
    }
  }
  const figures: Record<string, Figures> = {}
  for (const writer of writers) figures[writer.name] = figuresOf(runs.get(writer.name)!, peakMb(writer.pid))
  return figures
}

function figuresOf(runs: (Downloaded & { cpu: number })[], peak: number): Figures {
  const speed = median(runs.map(({ bytes, ms }) => bytes / 1000 / ms))
  return {
    mbPerSecond: Math.round(speed.median),
    spreadPercent: Math.round(speed.spread),
    cpuSecondsPerGb: round2(median(runs.map(({ cpu, bytes }) => (cpu * 1e9) / bytes)).median),
    firstByteMs: round2(median(runs.map(({ firstByteMs }) => firstByteMs)).median),
    peakMb: Math.round(peak),
  }
}

const round2 = (value: number): number => Math.round(value * 100) / 100

/** Aborts `count` downloads midway and returns the number of files still open two seconds later at most. */
export async function handlesLeft(
  client: ChildProcess,
  { pid, port, pathOf }: Writer,
  root: string,
  kit: string,
  count: number,
): Promise<number> {
  const before = openFiles(pid, root)
  for (let index = 0; index < count; index++) {
    await ask<Downloaded>(client, { port, path: pathOf(kit), stopAfter: 1_000_000 * (index + 1) })
  }
  const patience = performance.now() + 2000
  while (openFiles(pid, root) > before && performance.now() < patience) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return openFiles(pid, root) - before
}
