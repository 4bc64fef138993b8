import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  // Relative addresses, so that the built page works from any folder of any server.
  base: './',
  plugins: [react()],
  worker: { format: 'es' },
  // Found only behind a dynamic import in a worker: without this the first use would reload the page.
  optimizeDeps: { include: ['onnxruntime-web/wasm'] },
  build: { target: 'es2023' },
});
