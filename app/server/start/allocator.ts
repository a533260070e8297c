import { existsSync } from 'node:fs'

/** Where distributions install jemalloc (Debian: libjemalloc2). */
const JEMALLOC = [
  ...['x86_64-linux-gnu', 'aarch64-linux-gnu'].map((machine) => `/usr/lib/${machine}/libjemalloc.so.2`),
  ...['/usr/lib64/libjemalloc.so.2', '/usr/lib/libjemalloc.so.2'],
]

/**
 * Returns the environment in which a process that decodes pictures frees memory: glibc keeps an arena per thread and frees
 * little of it, so it is limited to two; jemalloc, where installed, frees within a second. Variables already set are kept.
 */
export function allocatorVariables(
  env: Record<string, string | undefined>,
  exists: (file: string) => boolean = existsSync,
): Record<string, string> {
  const variables: Record<string, string> = {
    MALLOC_ARENA_MAX: '2',
    // Large buffers get pages of their own, which are returned to the system when freed (mallopt(3), M_MMAP_THRESHOLD).
    MALLOC_MMAP_THRESHOLD_: String(1024 * 1024),
  }
  const jemalloc = JEMALLOC.find(exists)
  if (jemalloc) {
    variables.LD_PRELOAD = jemalloc
    variables.MALLOC_CONF = 'narenas:2,background_thread:true,dirty_decay_ms:1000,muzzy_decay_ms:0'
  }
  return Object.fromEntries(Object.entries(variables).filter(([name]) => env[name] === undefined))
}
