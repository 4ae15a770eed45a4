// npm run typecheck: the compiler over every workspace and the repository's own files.
import path from 'node:path';
import { become, makeReady, root } from './ready.js';

become(makeReady(), [path.join(root, 'repository', 'parts', 'typecheck.ts')]);
