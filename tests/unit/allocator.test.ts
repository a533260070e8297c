import { expect, test } from 'vitest'
import { allocatorVariables } from '~/server/start/allocator'

test.each<[string, Record<string, string>, string[], Record<string, string>]>([
  ['glibc alone gets two arenas', {}, [], { MALLOC_ARENA_MAX: '2' }],
  [
    'jemalloc is loaded where it is installed',
    {},
    ['/usr/lib/aarch64-linux-gnu/libjemalloc.so.2'],
    { MALLOC_ARENA_MAX: '2', LD_PRELOAD: '/usr/lib/aarch64-linux-gnu/libjemalloc.so.2' },
  ],
])('%s', (_, env, files, wanted) => {
  expect(allocatorVariables(env, (file) => files.includes(file))).toMatchObject(wanted)
  expect('LD_PRELOAD' in allocatorVariables(env, (file) => files.includes(file))).toBe(files.length > 0)
})

test('what somebody has set stays as it is', () => {
  const env = { MALLOC_ARENA_MAX: '8', LD_PRELOAD: '/opt/other.so' }
  const variables = allocatorVariables(env, () => true)
  expect(variables).not.toHaveProperty('MALLOC_ARENA_MAX')
  expect(variables).not.toHaveProperty('LD_PRELOAD')
})
