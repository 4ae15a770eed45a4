// The one place that knows where the engine's main file lies.
import fs from 'node:fs';
import path from 'node:path';
import { become, giveUp, root } from './ready.js';

export function becomeEngine(node, args) {
  const main = path.join(root, 'engine', 'src', 'main.ts');
  if (!fs.existsSync(main)) giveUp('this checkout has no engine/src/main.ts: it is not complete.');
  become(node, [main, ...args]);
}
