import { conformance } from '../kit.ts';
import { modelConnector } from './connector.ts';
import { modelKit } from './kit.ts';

// The connector that the faulty ones are made from is itself sound.
conformance(modelKit(modelConnector()));
