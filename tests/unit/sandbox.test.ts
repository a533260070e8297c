import { fork } from 'node:child_process'
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { conversionFolder, isolations, missingConverters } from '#tests/support/converters'
import { postScriptArgs } from '#tests/support/post-script'
import { processesWith } from '#tests/support/processes'
import { until } from '#tests/support/until'
import { type Isolation, isRoot } from '~/platform/converters/isolation.server'
import { type Conversion, convert } from '~/platform/converters/sandbox.server'

const { folder, workDir, file } = conversionFolder()

/** Runs a PostScript program, by default with the shelter of Ghostscript itself turned off: the sandbox alone must hold. */
async function runPostScript(
  program: string,
  isolation: Isolation,
  options: Partial<Conversion> & { safer?: boolean } = {},
) {
  const { safer = false, ...bounds } = options
  const outDir = workDir()
  const args: Conversion['args'] = (at) => postScriptArgs(at.input, { safer, more: [`-sOut=${at.outDir}`] })
  const input = file(`%!PS\n${program}\n`)
  const said = await convert({ program: 'gs', args, input, outDir, seconds: 20, ...bounds }, isolation)
  return { outDir, stdout: said.stdout.toString('utf8') }
}
const read = (name: string) => `(${name}) (r) file 200 string readstring pop print`
const write = (name: string) => `(${name}) (w) file dup (written) writestring closefile`
const shell = (command: string) => `(%pipe%${command}) (r) file 200 string readstring pop print`

const secret = file('a secret of the data folder', 'secret')

describe.skipIf(missingConverters.has('ghostscript'))('a hostile PostScript file', () => {
  describe.each(isolations)('under %s', (isolation) => {
    test.each([
      ['read /etc/passwd', read('/etc/passwd')],
      ['read a file of the data folder', read(secret)],
      ['write beside its output folder', write('/out/../outside')],
      ['open a pipe to a shell', shell('id')],
    ])('may not %s', async (_, program) => {
      await expect(runPostScript(program, isolation, { safer: true })).rejects.toMatchObject({
        ...{ code: 'failed', converter: 'ghostscript', reason: 'convert_failed' },
      })
    })

    test('that loops without end is ended at its limit of time', async () => {
      await expect(runPostScript('{} loop', isolation, { seconds: 1 })).rejects.toMatchObject({ code: 'timeout' })
    })

    test('that allocates without end is ended at its limit of memory', async () => {
      const hoard = '/all 100000 array def 0 1 99999 { all exch 65000 string put } for'
      const ended = runPostScript(hoard, isolation, { memoryBytes: 400 * 1024 ** 2 })
      await expect(ended).rejects.toMatchObject({ code: expect.stringMatching(/^(memory|failed)$/) })
    })

    test('whose output is larger than allowed is ended', async () => {
      const flood = '/out Out (/flood) concatstrings (w) file def { out (0123456789abcdef) writestring } loop'
      const concat =
        '/concatstrings { exch dup length 2 index length add string dup dup 4 2 roll copy length 4 -1 roll putinterval } def'
      const ended = runPostScript(`${concat}\n${flood}`, isolation, { outputBytes: 100_000 })
      await expect(ended).rejects.toMatchObject({ code: 'too_large' })
    })

    test('leaves ordinary files alone: a link in its output folder is deleted and not followed', async () => {
      const { outDir } = await runPostScript(
        shell(`sh -c 'cd "$0" && ln -s /etc/passwd link && mkdir -p folder/inner && echo kept >file' "$OUT"`).replace(
          '"$OUT"',
          isolation === 'bubblewrap' ? '/out' : '$HOME/out',
        ),
        isolation,
      )
      expect(readdirSync(outDir)).toEqual(['file'])
      expect(lstatSync(path.join(outDir, 'file')).uid).toBe(process.getuid?.())
      expect(readFileSync(path.join(outDir, 'file'), 'utf8')).toBe('kept\n')
    })

    test('sees nothing of the environment of this process', async () => {
      process.env.VITRINE_SANDBOX_TEST = 'a secret of the environment'
      try {
        const { stdout } = await runPostScript(shell('env'), isolation)
        expect(stdout).not.toContain('secret')
        const names = stdout
          .trim()
          .split('\n')
          .map((line) => line.split('=')[0])
        expect(
          names.filter((name) => !['PATH', 'HOME', 'LANG', 'TMPDIR', 'PWD', 'SHLVL', '_'].includes(name ?? '')),
        ).toEqual([])
      } finally {
        delete process.env.VITRINE_SANDBOX_TEST
      }
    })

    test.runIf(isRoot())('runs as a user that owns nothing when this process is root', async () => {
      const { stdout } = await runPostScript(shell('id -u'), isolation)
      expect(Number(stdout.trim())).toBeGreaterThanOrEqual(60_600)
    })

    test('leaves no process when it is aborted', async () => {
      const abort = new AbortController()
      const input = file('%!PS\n{} loop\n', `endless-${isolation}`)
      const marker = `-dMarker${isolation}${process.pid}=1`
      const args: Conversion['args'] = (at) => postScriptArgs(at.input, { more: [marker] })
      const running = convert({ program: 'gs', args, input, outDir: workDir(), signal: abort.signal }, isolation)
      const ended = expect(running).rejects.toThrow('enough')
      await until(async () => processesWith(marker).length > 0)
      abort.abort(new Error('enough'))
      await ended
      await until(async () => processesWith(marker).length === 0)
    })

    test('is ended when the process that converts it is killed', async () => {
      const input = file('%!PS\n{} loop\n', `orphan-${isolation}`)
      const marker = `-dOrphan${isolation}${process.pid}=1`
      const script = path.resolve(import.meta.dirname, '../support/endless-conversion.ts')
      const child = fork(script, [input, workDir(), marker, isolation], {
        execArgv: ['--import', 'tsx'],
        stdio: 'ignore',
      })
      await until(async () => processesWith(marker).some((id) => id !== child.pid))
      child.kill('SIGKILL')
      await until(async () => processesWith(marker).length === 0)
    })
  })

  test.runIf(isolations.includes('bubblewrap'))(
    'sees no file of the machine under bubblewrap, even where Ghostscript would read it',
    async () => {
      for (const program of [read('/etc/passwd'), read(secret), write('/out/../outside'), write('/usr/outside')])
        await expect(runPostScript(program, 'bubblewrap'), program).rejects.toMatchObject({ code: 'failed' })
      expect(existsSync(path.join(folder, 'outside'))).toBe(false)
      const { stdout } = await runPostScript(shell('ls / | tr "\\\\n" " "'), 'bubblewrap')
      expect(stdout.trim().split(/\s+/).sort()).toEqual(
        ['bin', 'dev', 'etc', 'in', 'lib', 'lib64', 'out', 'proc', 'sbin', 'tmp', 'usr', 'var'].sort(),
      )
    },
  )
})

test.skipIf(missingConverters.has('ffmpeg')).each(isolations)(
  'a converter under %s reaches a server of this machine only where there is no bubblewrap',
  async (isolation) => {
    let arrived = 0
    const server = createServer((socket) => {
      arrived++
      socket.destroy()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    try {
      const args = () => ['-nostdin', '-v', 'error', '-i', `tcp://127.0.0.1:${port}`, '-f', 'null', '-']
      const input = file('nothing')
      await convert({ program: 'ffmpeg', args, input, outDir: workDir(), seconds: 20 }, isolation).catch(() => {})
    } finally {
      server.close()
    }
    expect(arrived > 0).toBe(isolation === 'limits')
  },
)
