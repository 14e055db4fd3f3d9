// Appends what was written to the file it is given, with the way back, and prints each id once both are kept. The test ends it.
import { openSqliteEngine } from '../sqlite-engine.ts';
import { openSqliteNotes } from '../sqlite-notes.ts';
import { change } from './change.ts';

const [file = '', run = ''] = process.argv.slice(2);
const [engine, notes] = [openSqliteEngine(file), openSqliteNotes(file)];
for (let i = 0; ; i++) {
  const id = `${run}-${i}`;
  const written = { change: id, user: 'ann', says: 'Timeout of cart' };
  await notes.put([{ kind: 'write', key: id, at: 1000 + i, body: { back: 'x'.repeat(2000) } }]);
  await engine.append([change(id, 1000 + i, { by: 'weft', written })]);
  process.stdout.write(`${id}\n`);
}
