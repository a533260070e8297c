import { expect, test } from 'vitest'
import { allocatorVariables } from '~/server/start/allocator'

test.each<[string, Record<string, string>, string[], Record<string, string>]>([
  ['sets MALLOC_ARENA_MAX=2 for glibc when jemalloc is not installed', {}, [], { MALLOC_ARENA_MAX: '2' }],
  [
    'preloads jemalloc when it is installed',
    {},
    ['/usr/lib/aarch64-linux-gnu/libjemalloc.so.2'],
    { MALLOC_ARENA_MAX: '2', LD_PRELOAD: '/usr/lib/aarch64-linux-gnu/libjemalloc.so.2' },
  ],
])('allocatorVariables %s', (_, env, files, wanted) => {
  expect(allocatorVariables(env, (file) => files.includes(file))).toMatchObject(wanted)
  expect('LD_PRELOAD' in allocatorVariables(env, (file) => files.includes(file))).toBe(files.length > 0)
})

test('allocatorVariables keeps MALLOC_ARENA_MAX and LD_PRELOAD when the environment already sets them', () => {
  const env = { MALLOC_ARENA_MAX: '8', LD_PRELOAD: '/opt/other.so' }
  const variables = allocatorVariables(env, () => true)
  expect(variables).not.toHaveProperty('MALLOC_ARENA_MAX')
  expect(variables).not.toHaveProperty('LD_PRELOAD')
})
