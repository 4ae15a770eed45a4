#!/usr/bin/env node
// The `gatepass` command: `npx gatepass why SO-412345` in a checkout, installed or not.
import { becomeEngine } from './engine.js';
import { makeReady } from './ready.js';

becomeEngine(makeReady(), process.argv.slice(2));
