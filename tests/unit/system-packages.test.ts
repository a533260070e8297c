import { expect, test } from 'vitest'
import { PROGRAMS } from '#tests/support/system-packages.mjs'
import { CONVERTER_NAMES, CONVERTERS } from '~/platform/converters/programs'

test('npm test installs the packages of all converters and of their sandbox', () => {
  const packages = CONVERTER_NAMES.flatMap((name): readonly string[] => CONVERTERS[name].packages)
  const installed = PROGRAMS.map((program) => program.package)
  expect(installed).toEqual(expect.arrayContaining([...packages, 'bubblewrap', 'libimage-exiftool-perl']))
})
