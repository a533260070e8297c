import { existsSync } from 'node:fs'

/** Where distributions keep jemalloc (Debian: libjemalloc2). */
const JEMALLOC = [
  ...['x86_64-linux-gnu', 'aarch64-linux-gnu'].map((machine) => `/usr/lib/${machine}/libjemalloc.so.2`),
  ...['/usr/lib64/libjemalloc.so.2', '/usr/lib/libjemalloc.so.2'],
]

/**
 * The environment in which a process that decodes pictures gives memory back: glibc keeps an arena for every thread and
 * frees little of it, so it gets two; jemalloc, where it is installed, frees within a second. What is set already stays.
 */
export function allocatorVariables(
  env: Record<string, string | undefined>,
  exists: (file: string) => boolean = existsSync,
): Record<string, string> {
  const variables: Record<string, string> = {
    MALLOC_ARENA_MAX: '2',
    // Large buffers get pages of their own, which go back when they are freed (mallopt(3), M_MMAP_THRESHOLD).
    MALLOC_MMAP_THRESHOLD_: String(1024 * 1024),
  }
  const jemalloc = JEMALLOC.find(exists)
  if (jemalloc) {
    variables.LD_PRELOAD = jemalloc
    variables.MALLOC_CONF = 'narenas:2,background_thread:true,dirty_decay_ms:1000,muzzy_decay_ms:0'
  }
  return Object.fromEntries(Object.entries(variables).filter(([name]) => env[name] === undefined))
}
