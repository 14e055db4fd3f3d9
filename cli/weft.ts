#!/usr/bin/env node
import { parseOptions, usage } from './options.ts';
import { validate } from './validate.ts';

const [command, ...args] = process.argv.slice(2);
const options = parseOptions(args);
if (command === 'validate' && options.ok) {
  process.exitCode = validate(
    options.value,
    Date.now(),
    (line) => console.log(line),
    (line) => console.error(line),
  );
} else {
  if (command === 'validate' && !options.ok) console.error(options.error);
  console.error(usage);
  process.exitCode = 2;
}
