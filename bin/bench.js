// npm run bench: installs what is missing, then prints the benchmark.
import fs from 'node:fs';
import path from 'node:path';
import { become, giveUp, makeReady, root } from './ready.js';

const node = makeReady();
const bench = path.join(root, 'bench', 'main.ts');
if (!fs.existsSync(bench)) giveUp('there is no benchmark yet: bench/main.ts is missing.');
become(node, [bench, ...process.argv.slice(2)]);
