import { expect, test } from 'vitest'
import { CONVERTER_NAMES, type ConverterName } from '~/platform/converters/programs'
import { readEnv } from '~/platform/env.server'
import { banner } from '~/server/start/banner'

const env = readEnv({ VITRINE_DEMO: '0' })
const started = (missing: readonly ConverterName[]) => banner(env, { milliseconds: 2345, hasPeople: true, missing })

test('the start says which previews it cannot make, and the command that installs just these converters', () => {
  const text = started(['libheif', 'ffmpeg'])
  expect(text).toContain('No previews of HEIC photos; films and sounds.')
  expect(text).toMatch(/^ {4}apt-get install --no-install-recommends libheif-examples ffmpeg bubblewrap /m)
  expect(text).not.toContain('libreoffice')
})

test('the start says nothing of previews when all converters are installed', () => {
  expect(started([])).not.toMatch(/preview|apt-get/i)
})

test('the start has words for every converter', () => {
  expect(started(CONVERTER_NAMES)).not.toContain('undefined')
})
