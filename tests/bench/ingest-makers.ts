import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { PRESETS } from '~/platform/images/presets'
import { render } from '~/platform/images/renditions.server'

/** The version of vipsthumbnail, or undefined where it is not installed. */
export function vipsVersion(): string | undefined {
  const { status, stdout } = spawnSync('vipsthumbnail', ['--version'], { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : undefined
}

/** Makes the renditions of every photograph as the worker does, `cores` at a time; returns the CPU seconds. */
export async function renderAll(photos: string[], outDir: string, cores: number): Promise<number> {
  const before = process.cpuUsage()
  const waiting = photos.entries()
  const sniffed = { kind: 'photo', mediaType: 'image/jpeg', extension: 'jpg' } as const
  const work = async () => {
    for (const [index, photo] of waiting) {
      const own = path.join(outDir, String(index))
      await mkdir(own)
      await render(photo, { sniffed, outDir: own, credit: { creator: 'A. Photographer', copyright: '© A.' } })
    }
  }
  await Promise.all(Array.from({ length: cores }, work))
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

/** Runs a command and returns the CPU seconds of it and its children: `times` prints those of the shell, then those of its children. */
const TIMED = '"$@" || exit; times'

/**
 * The same by vipsthumbnail: sizes, formats and qualities alike, each process given many photographs so that its
 * start does not count, and one thread each, which is its fastest with as many processes as cores. Returns CPU seconds.
 */
export async function vipsThumbnailAll(photos: string[], outDir: string, cores: number): Promise<number> {
  const { thumb, small, preview, web } = PRESETS
  const outputs = [
    [web.side, `web-%s.jpg[Q=${web.quality},optimize_coding,strip]`],
    [preview.side, `preview-%s.webp[Q=${preview.quality},effort=2,strip]`],
    [small.side, `small-%s.webp[Q=${small.quality},effort=2,strip]`],
    [thumb.side, `thumb-%s.webp[Q=${thumb.quality},effort=2,strip]`],
  ]
  const each = Math.max(1, Math.min(25, Math.ceil(photos.length / cores)))
  let seconds = 0
  for (const [side, output] of outputs) {
    const options = ['--size', `${side}x${side}>`, '-o', path.join(outDir, String(output))]
    const xargs = ['xargs', '-0', '-P', String(cores), '-n', String(each), 'vipsthumbnail', ...options]
    seconds += await cpuSecondsOf(xargs, photos.join('\0'))
  }
  return seconds
}

async function cpuSecondsOf(command: string[], input: string): Promise<number> {
  const shell = spawn('bash', ['-c', TIMED, 'bash', ...command], {
    env: { ...process.env, VIPS_CONCURRENCY: '1' },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  shell.stdin.end(input)
  const [said, [code]] = await Promise.all([text(shell.stdout), once(shell, 'exit')])
  if (code !== 0) throw new Error(`vipsthumbnail ended with ${code}`)
  const ofChildren = [...said.matchAll(/(\d+)m([\d.]+)s/g)].slice(2)
  return ofChildren.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0)
}
