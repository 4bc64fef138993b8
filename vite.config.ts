import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Named by number: `localhost` is served on one of its two addresses only, which differs between machines.
const host = '127.0.0.1';

export default defineConfig({
  // Relative addresses, so that the built page works from any folder of any server.
  base: './',
  plugins: [react()],
  server: { host },
  preview: { host },
  worker: { format: 'es' },
  // Found only behind a dynamic import in a worker: without this the first use would reload the page.
  optimizeDeps: { include: ['onnxruntime-web/wasm'] },
  build: { target: 'es2023' },
});
