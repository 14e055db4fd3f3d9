#!/usr/bin/env node
import { parseOptions, usage } from './options.ts';
import { validate } from './validate.ts';
import { validateCluster } from './validate-cluster.ts';

const print = (line: string) => console.log(line);
const complain = (line: string) => console.error(line);

const [command, ...args] = process.argv.slice(2);
const options = parseOptions(args);
if (command === 'validate' && options.ok) {
  const { cluster } = options.value;
  process.exitCode =
    cluster === null
      ? validate(options.value, Date.now(), print, complain)
      : await validateCluster(options.value, cluster, print, complain);
} else {
  if (command === 'validate' && !options.ok) complain(options.error);
  complain(usage);
  process.exitCode = 2;
}
