import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { PROGRAMS } from '#tests/support/system-packages.mjs'
import { CONVERTER_NAMES, CONVERTERS, installCommand } from '~/platform/converters/programs'

test('npm test installs the packages of all converters and of their sandbox', () => {
  const packages = CONVERTER_NAMES.flatMap((name): readonly string[] => CONVERTERS[name].packages)
  const installed = PROGRAMS.map((program) => program.package)
  expect(installed).toEqual(expect.arrayContaining([...packages, 'bubblewrap', 'libimage-exiftool-perl']))
})

test('the image has every package that the command for administrators installs', () => {
  const dockerfile = readFileSync(path.resolve(import.meta.dirname, '../../Dockerfile'), 'utf8')
  const packages = installCommand().split(' ').slice(3)
  expect(packages.length).toBeGreaterThan(10)
  expect(packages.filter((name) => !dockerfile.split(/\s+/).includes(name))).toEqual([])
})
