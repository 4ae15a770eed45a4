import { conformance } from './kit.ts';
import { hayloftKit } from './kits/hayloft.ts';

// The example of docs/guides/writing-a-connector.md keeps all that any connector must.
conformance(hayloftKit);
