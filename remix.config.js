// Remix 2 reads its options from the Vite plugin, so this file is the Vite configuration of the browser and SSR bundles.
import { vitePlugin as remix } from '@remix-run/dev'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'
import tsconfigPaths from 'vite-tsconfig-paths'

export default defineConfig({
  plugins: [
    tailwindcss(),
    remix({
      buildDirectory: 'build',
      serverModuleFormat: 'esm',
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_singleFetch: true,
        v3_routeConfig: true,
        v3_lazyRouteDiscovery: false,
      },
    }),
    tsconfigPaths(),
  ],
  // Bundled for the server too, so that the few parts in use are loaded there and not the whole library.
  ssr: {
    noExternal: [
      /^(@react-aria|@react-stately|@internationalized|react-aria|react-stately|@swc\/helpers)/,
      'clsx',
      'use-sync-external-store',
    ],
  },
  build: { sourcemap: false },
})
