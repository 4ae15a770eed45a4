#!/usr/bin/env node
// The `gatepass` command: `npx gatepass why SO-412345` in a checkout, installed or not.
import { buildConsole } from './console.js';
import { becomeEngine } from './engine.js';
import { makeReady } from './ready.js';

const node = makeReady();
const words = process.argv.slice(2);
// The demo is something to look at; every other command does without the console.
if (words[0] === 'demo' && !words.includes('--help')) buildConsole(node);
becomeEngine(node, words);
