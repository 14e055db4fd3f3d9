// Every path of the project that a document cites exists: a README that names what is gone misleads.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './lib/project.mjs';

const rooms = readdirSync(root, { withFileTypes: true })
  .filter((e) => e.isDirectory())
  .map((e) => e.name);
const unwritten = ['node_modules', 'generated'];
const documents = [
  'README.md',
  ...rooms
    .filter((room) => !room.startsWith('.') && !unwritten.includes(room))
    .flatMap((room) =>
      readdirSync(path.join(root, room), { recursive: true })
        .filter((file) => file.endsWith('.md') && !file.includes('node_modules'))
        .map((file) => path.join(room, file)),
    ),
];
const isCited = (word) =>
  word.endsWith('/') || (word.includes('/') && rooms.includes(word.replace(/^\.\//, '').split('/')[0]));

const wrong = documents.flatMap((file) => {
  const text = readFileSync(path.join(root, file), 'utf8');
  const cited = [...text.matchAll(/(?:`|\]\()((?:\.{0,2}\/)?[\w.@-]+(?:\/[\w.@*<>-]+)*\/?)(?:`|\))/g)].map(
    (m) => m[1],
  );
  return cited
    .filter((p) => isCited(p) && !/[*<>]/.test(p))
    .filter((p) => !existsSync(path.join(root, p)) && !existsSync(path.join(root, path.dirname(file), p)))
    .map((p) => `${file} cites ${p}, which does not exist`);
});

for (const line of wrong) process.stderr.write(`${line}\n`);
process.exit(wrong.length === 0 ? 0 : 1);
