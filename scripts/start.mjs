// Serves the app for development and prints its address; `npm start -- --port 3000` reaches vite.
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureInstalled } from './install.mjs';

ensureInstalled();
// In this process, so that whoever ends `npm start` ends the server, too.
const vite = fileURLToPath(new URL('../node_modules/vite/bin/vite.js', import.meta.url));
process.argv.splice(1, 1, vite);
await import(pathToFileURL(vite).href);
