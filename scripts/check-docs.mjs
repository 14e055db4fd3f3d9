// Every path of the project that a document cites exists: a README that names what is gone misleads.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './lib/project.mjs';

const rooms = readdirSync(root, { withFileTypes: true })
  .filter((e) => e.isDirectory())
  .map((e) => e.name);
const documents = [
  'README.md',
  ...['demo', 'bench', 'conformance', 'deploy', 'docs', 'scripts'].flatMap((d) => {
    const dir = path.join(root, d);
    return existsSync(dir)
      ? readdirSync(dir, { recursive: true })
          .filter((f) => f.endsWith('.md') && !f.includes('node_modules'))
          .map((f) => path.join(d, f))
      : [];
  }),
];

const wrong = documents.flatMap((file) => {
  const text = readFileSync(path.join(root, file), 'utf8');
  const cited = [...text.matchAll(/(?:`|\]\()((?:\.{0,2}\/)?[\w.@-]+(?:\/[\w.@*<>-]+)*\/?)(?:`|\))/g)].map(
    (m) => m[1],
  );
  return cited
    .filter(
      (p) => rooms.includes(p.replace(/^\.\//, '').split('/')[0]) && p.includes('/') && !/[*<>]/.test(p),
    )
    .filter((p) => !existsSync(path.join(root, p)) && !existsSync(path.join(root, path.dirname(file), p)))
    .map((p) => `${file} cites ${p}, which does not exist`);
});

for (const line of wrong) process.stderr.write(`${line}\n`);
process.exit(wrong.length === 0 ? 0 : 1);
