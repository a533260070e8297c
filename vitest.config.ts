import os from 'node:os'
import tsconfigPaths from 'vite-tsconfig-paths'
import { defineConfig } from 'vitest/config'
import SlowFirst from './tests/support/slow-first'

/** Files that replace parts of the product, which others must not see. */
const MOCKING = ['tests/integration/new-preset.test.ts', 'tests/integration/import.test.ts']

/** Of unit and integration tests, which run together: some of them wait, for a database or a program. */
const WORKERS = Math.max(4, os.availableParallelism() - 1)

const ON_DATABASE = {
  globalSetup: ['tests/support/postgres-setup.ts'],
  // One that takes half a minute alone has taken four beside twenty other programs.
  testTimeout: 480_000,
  hookTimeout: 480_000,
  pool: 'forks' as const,
  maxWorkers: WORKERS,
}

export default defineConfig({
  plugins: [tsconfigPaths()],
  test: {
    sequence: { sequencer: SlowFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          // Generous, to avoid flaky failures: see below.
          testTimeout: 240_000,
          maxWorkers: WORKERS,
          // Loading modules anew for each file took a fifth of the time.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          ...ON_DATABASE,
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          exclude: MOCKING,
          // Loading the product anew for each file took as long as half of the tests.
          isolate: false,
        },
      },
      { extends: true, test: { ...ON_DATABASE, name: 'integration-mocked', include: MOCKING } },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/support/product-setup.ts'],
          // Generous, not expected durations: tests must pass while ten others use the machine.
          testTimeout: 300_000,
          hookTimeout: 300_000,
          expect: { poll: { timeout: 120_000 } },
          pool: 'forks',
          // Loading the tools anew for each file took a tenth of the time.
          isolate: false,
          // Each file runs its own product and usually its own browser, which together use about two cores, and waits for a
          // tenth of its time: for delays that grow, for connections that are slow, for a database that is away.
          maxWorkers: Math.max(3, Math.floor(os.availableParallelism() / 2)),
        },
      },
    ],
  },
})
