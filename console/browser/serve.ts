/** Serves the built console on a stand-in, to look at it by hand: `npm run stand-in`. */
import { buildConsole } from './built.ts';
import { standInKey } from './stand-in-door.ts';
import { startStandIn } from './stand-in.ts';

const port = 4610;

await buildConsole();
const standIn = await startStandIn({ port });
process.stdout.write(`${standIn.address}/sign-in with the key ${standInKey}\n`);
