import { readdirSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { corpus, hasCorpus, headOf } from '#tests/support/corpus'
import { hasExiftool } from '#tests/support/exiftool'
import { blankPicture } from '#tests/support/made-pictures'
import { sniff } from '~/platform/files/sniff.server'
import { readMetadata } from '~/platform/images/metadata.server'
import { type Exiftool, type ExiftoolOptions, openExiftool } from '~/platform/metadata/exiftool.server'

// Encoders wait their turn on a busy machine.

let folder: string
let helper: Exiftool | undefined
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-helper-'))
})
afterEach(() => helper?.close())
afterAll(() => rm(folder, { recursive: true }))

function open(options?: ExiftoolOptions): Exiftool {
  helper = openExiftool(options)
  return helper
}

/** A shell script in place of exiftool. */
async function program(script: string): Promise<string> {
  const file = path.join(folder, `program-${Math.random()}`)
  await writeFile(file, `#!/bin/sh\n${script}\n`)
  await chmod(file, 0o755)
  return file
}

/** A script that prints as exiftool does, with `json` for every file. */
const answering = (json: string) =>
  program(
    `while read -r line; do case "$line" in -execute*) echo '${json}'; echo "{ready\${line#-execute}}";; esac; done`,
  )

describe('the exiftool process', () => {
  test('returns values that look like numbers or booleans as texts', async () => {
    const command = await answering(
      '[{"A:One": 1.50, "A:Two": true, "A:List": [007, "a: 1, true", -2e5], "A:Q": "\\\\": 1"}]',
    )
    expect(await open({ command }).read('/a.pdf')).toEqual({
      ...{ 'A:One': '1.50', 'A:Two': 'true', 'A:List': ['007', 'a: 1, true', '-2e5'], 'A:Q': '": 1' },
    })
  })

  test('returns to each of 20 concurrent reads the tags of its own file', async () => {
    const command = await program(
      `while read -r line; do case "$line" in /*) f="$line";; -execute*) sleep 0.01; echo "[{\\"F\\": \\"$f\\"}]"; echo "{ready\${line#-execute}}";; esac; done`,
    )
    const { read } = open({ command })
    const files = Array.from({ length: 20 }, (_, at) => `/file-${at}.pdf`)
    expect(await Promise.all(files.map(read))).toEqual(files.map((F) => ({ F })))
  })

  test.each([
    ['does not exist', '/nowhere/exiftool'],
    ['exits at once', 'exit 3'],
    ['prints no JSON', `echo oops; while read -r line; do echo "{ready\${line#-execute}}"; done`],
    ['prints without end', 'while :; do printf "%01000000d" 0; done'],
    ['hangs', 'exec sleep 1000'],
  ])('read returns undefined when the program %s', async (_, script) => {
    const command = script.startsWith('/') ? script : await program(script)
    const { read } = open({ command, timeoutMs: 500 })
    expect(await read('/a.pdf')).toBeUndefined()
    expect(await read('/b.pdf')).toBeUndefined()
  })

  test('is killed when it exceeds its timeout', async () => {
    const command = await program('while :; do sleep 0.05; done')
    const asked = open({ command, timeoutMs: 5000 }).read('/a.pdf')
    await expect.poll(() => processesOf(command).length, SOON).toBeGreaterThan(0)
    expect(await asked).toBeUndefined()
    await expect.poll(() => processesOf(command), SOON).toEqual([])
  })

  test('runs with HOME, LANG and PATH only, and cannot write to files', async () => {
    const file = path.join(folder, 'written')
    const command = await program(
      `env > /dev/null; e=$(env | cut -d= -f1 | sort | tr '\\n' ' '); (echo x > ${file}) 2>/dev/null; s=$(wc -c < ${file}); while read -r line; do case "$line" in -execute*) echo "[{\\"env\\": \\"$e\\", \\"size\\": \\"$s\\"}]"; echo "{ready\${line#-execute}}";; esac; done`,
    )
    expect(await open({ command }).read('/a.pdf')).toEqual({
      env: expect.stringMatching(/^HOME LANG PATH (PWD )?(SHLVL )?(_ )?$/),
      size: '0',
    })
  })

  test('does not receive file names with line breaks', async () => {
    const command = await answering('[{}]')
    expect(await open({ command }).read('/a\n-execute\n.pdf')).toBeUndefined()
    expect(await open({ command }).read('/a.pdf')).toEqual({})
  })
})

describe('readMetadata with an exiftool process', () => {
  test('returns empty metadata of a PDF when exiftool is missing', async () => {
    const file = path.join(folder, 'plain.pdf')
    await writeFile(file, '%PDF-1.6\n%\n1 0 obj')
    const { read, close } = open({ command: '/nowhere/exiftool' })
    const metadata = await readMetadata(file, await sniff(file, await headOf(file), 'plain.pdf'), { read, close })
    expect(metadata).toMatchObject({ title: {}, keywords: [], creator: null, hasLocation: false })
  })

  test('reads a JPEG without calling exiftool', async () => {
    const file = path.join(folder, 'plain.jpg')
    await writeFile(file, await blankPicture('jpg'))
    const asked: string[] = []
    const watched = { read: async (name: string) => void asked.push(name), close: () => {} } as unknown as Exiftool
    await readMetadata(file, await sniff(file, await headOf(file), 'plain.jpg'), watched)
    expect(asked).toEqual([])
  })

  test.skipIf(!hasExiftool || !hasCorpus).each([
    ['xmp-matrix/BlueSquare.ai', { title: { en: 'Blue Square Test File - .ai' } }],
    ['xmp-matrix/BlueSquare.indd', { title: { en: 'Blue Square Test File - .indd' } }],
    ['xmp-matrix/BlueSquare.eps', { title: { en: 'Blue Square Test File - .eps' } }],
    ['xmp-matrix/BlueSquare.pdf', { title: { en: 'Blue Square Test File - .pdf' } }],
  ])('reads the title of %s', async (name, expected) => {
    const file = path.join(corpus, name)
    expect(await readMetadata(file, await sniff(file, await headOf(file), name), open())).toMatchObject(expected)
  })
})

const SOON = { timeout: 30_000 }

/** The ids of the processes that run a program. */
const processesOf = (command: string): string[] =>
  readdirSync('/proc').filter((id) => {
    try {
      return /^\d+$/.test(id) && readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(`/bin/sh\0${command}`)
    } catch {
      // Ended in between.
      return false
    }
  })
