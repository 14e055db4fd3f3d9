import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SchemaGenerator } from './generate/generate-schemas.ts';
import { generatedKinds, uncheckedKinds } from './generate/kinds.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const target = join(root, 'generated', 'schemas');
const packages = ['kubernetes-models', '@kubernetes-models/istio', '@kubernetes-models/gateway-api'];

/** Names what the result depends on: the versions of the model packages and the generator itself. */
function inputHash(): string {
  const hash = createHash('sha256');
  for (const name of [...packages, '@kubernetes-models/apimachinery']) {
    hash.update(readFileSync(join(modules, name, 'package.json')));
  }
  hash.update(readFileSync(join(root, 'scripts', 'generate.ts')));
  for (const file of readdirSync(join(root, 'scripts', 'generate')).sort()) {
    if (file.endsWith('.ts') && !file.endsWith('.test.ts'))
      hash.update(readFileSync(join(root, 'scripts', 'generate', file)));
  }
  return hash.digest('hex');
}

async function writeSchemas(into: string): Promise<number> {
  const generator = new SchemaGenerator(modules);
  const kinds = [];
  for (const kind of generatedKinds) {
    for (const version of kind.versions) {
      const file = `${kind.group || 'core'}/${version}/${kind.kind}.json`;
      const schema = await generator.schemaOf(kind, version);
      mkdirSync(dirname(join(into, file)), { recursive: true });
      writeFileSync(join(into, file), JSON.stringify(schema));
      kinds.push({ group: kind.group, version, kind: kind.kind, file });
    }
  }
  writeFileSync(join(into, 'index.json'), JSON.stringify({ kinds, unchecked: uncheckedKinds }, null, 1));
  return kinds.length;
}

const hash = inputHash();
const stamp = join(target, '.inputs');
if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) process.exit(0);

// Written aside and renamed, so that a reader never meets half a set and two runs at once do no harm.
const aside = `${target}.${process.pid}`;
const started = performance.now();
mkdirSync(aside, { recursive: true });
const count = await writeSchemas(aside);
writeFileSync(join(aside, '.inputs'), hash);
rmSync(target, { recursive: true, force: true });
renameSync(aside, target);
console.log(`generated/schemas: ${count} kinds in ${((performance.now() - started) / 1000).toFixed(1)} s`);
