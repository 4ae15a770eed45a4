import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { handbookPages } from './handbook/plugin.ts';

/** The engine that `npm run dev` talks to. */
const engine = 'http://127.0.0.1:4600';

/**
 * The built console is plain files under dist/, served by the engine from the root of its address:
 * hashed names under /assets may be kept for ever, index.html never.
 */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react(), handbookPages()],
  build: {
    outDir: 'dist',
    assetsDir: 'assets',
    emptyOutDir: true,
    // The engine's content security policy allows no data: scripts and no inlined files but images.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    manifest: 'manifest.json',
  },
  server: { host: '127.0.0.1', proxy: { '/v1': engine } },
});
