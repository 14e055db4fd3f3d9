#!/usr/bin/env node
import { validate } from './validate.ts';

const usage = `weft validate FILE|DIR|- …   findings in YAML files; - reads standard input

Exit codes: 0 nothing above a warning, 1 at least one error, 2 wrong usage or unreadable input.`;

const [command, ...paths] = process.argv.slice(2);
if (command === 'validate' && paths.length > 0) {
  process.exitCode = validate(
    paths,
    (line) => console.log(line),
    (line) => console.error(line),
  );
} else {
  console.error(usage);
  process.exitCode = 2;
}
