// npm test: installs what is missing, then runs everything that proves the product, part by part.
import path from 'node:path';
import { become, makeReady, root } from './ready.js';

become(makeReady(), [path.join(root, 'repository', 'parts', 'main.ts'), ...process.argv.slice(2)]);
