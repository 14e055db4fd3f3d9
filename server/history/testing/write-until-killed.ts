// Appends changes to the file it is given, one after the other, and prints each id once it is kept. The test ends it.
import { openSqliteEngine } from '../sqlite-engine.ts';
import { change } from './change.ts';

const [file = '', run = ''] = process.argv.slice(2);
const engine = openSqliteEngine(file);
for (let i = 0; ; i++) {
  const id = `${run}-${i}`;
  await engine.append([change(id, 1000 + i)]);
  process.stdout.write(`${id}\n`);
}
