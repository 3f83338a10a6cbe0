import { fileURLToPath } from 'node:url';

import { defineConfig } from 'vite';

// The pages of the class service: one script and one style sheet, named by their content. The
// script is no module: browsers ask for those by `cors`, which needs more than the cookie.
export default defineConfig({
  root: fileURLToPath(new URL('src/pages', import.meta.url)),
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    outDir: fileURLToPath(
      new URL('../jupyter_codemm/hub/static', import.meta.url)
    ),
    emptyOutDir: true,
    assetsDir: '',
    cssCodeSplit: false,
    target: 'es2022',
    rollupOptions: {
      input: fileURLToPath(new URL('src/pages/index.tsx', import.meta.url)),
      output: {
        format: 'iife',
        entryFileNames: 'pages-[hash].js',
        assetFileNames: 'pages-[hash][extname]'
      }
    }
  }
});
