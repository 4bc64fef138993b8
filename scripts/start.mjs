// Serves the app for development and prints its address; `npm start -- --port 3000` reaches vite.
import { ensureInstalled } from './install.mjs';
import { runScript } from './processes.mjs';

ensureInstalled();
process.exitCode = await runScript('node_modules/vite/bin/vite.js', process.argv.slice(2));
