import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, loadEnv } from 'vite';

// The page is built into the Python package, whose server shows it; addresses are relative, so it runs under any path.
export default defineConfig(({ mode }) => ({
  base: './',
  plugins: [svelte()],
  build: {
    outDir: '../src/tocsin/serve/page',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 400,
  },
  // `npm run dev` shows the page with the API of a desk that `tocsin serve` runs beside it.
  server: { proxy: { '/api': loadEnv(mode, '.', 'TOCSIN_')['TOCSIN_DESK'] ?? 'http://127.0.0.1:8756' } },
}));
