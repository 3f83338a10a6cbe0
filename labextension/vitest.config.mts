import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'jsdom',
    include: ['src/__tests__/**/*.spec.{ts,tsx}'],
    setupFiles: ['src/__tests__/setup.ts'],
    server: {
      // These packages ship modules that Node alone cannot load.
      deps: { inline: [/@jupyterlab/, /@jupyter\//, /@microsoft/] }
    }
  }
});
