// npm start: installs what is missing, builds the console when it changed, and runs the product.
import { buildConsole } from './console.js';
import { becomeEngine } from './engine.js';
import { makeReady } from './ready.js';

const node = makeReady();
buildConsole(node);
becomeEngine(node, ['up', ...process.argv.slice(2)]);
