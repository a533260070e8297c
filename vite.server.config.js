// A second build, for the processes (start, seed, web, worker, migrate, cli): the Remix plugin determines its SSR entry
// itself.
import { defineConfig } from 'vite'
import tsconfigPaths from 'vite-tsconfig-paths'

export default defineConfig({
  plugins: [tsconfigPaths()],
  publicDir: false,
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'build/processes',
    rollupOptions: {
      input: {
        start: 'app/server/start.ts',
        seed: 'app/server/seed.ts',
        web: 'app/server/web.ts',
        worker: 'app/server/worker.ts',
        migrate: 'app/server/migrate-command.ts',
        cli: 'app/server/cli.ts',
        // Started for each font, 3D model, workbook and file of RDF (app/platform/files/own-process.server.ts).
        'font-reader': 'app/platform/files/font-reader.ts',
        'model-drawer': 'app/platform/models/model-drawer.ts',
        'spreadsheet-reader': 'app/platform/spreadsheets/spreadsheet-reader.ts',
        'skos-reader': 'app/platform/skos/skos-reader.ts',
      },
      output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
})
