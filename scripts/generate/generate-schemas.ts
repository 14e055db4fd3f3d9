import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonSchema } from '../../lib/istio/schema/json-schema.ts';
import { definitionOf } from './definition-name.ts';
import type { GeneratedKind } from './kinds.ts';
import { applyOverlay } from './overlay.ts';
import { recoverConstraints } from './recover-constraints.ts';
import { schemaOfDefinition } from './schema-of-definition.ts';

/** Makes the schemas of kinds out of the model packages under `modules`; definitions are shared between kinds. */
export class SchemaGenerator {
  private readonly definitions = new Map<string, JsonSchema>();
  private readonly files = new Map<string, string>();
  /** Root schemas by the text that declares them: the versions of an Istio kind differ in nothing but their name. */
  private readonly roots = new Map<string, JsonSchema>();
  private readonly modules: string;

  constructor(modules: string) {
    this.modules = modules;
  }

  /** The whole schema of one kind in one version; what it refers to is under `$defs`. */
  async schemaOf(kind: GeneratedKind, version: string): Promise<JsonSchema> {
    const file = join(this.modules, kind.package, kind.group, version, `${kind.kind}.d.ts`);
    if (!existsSync(file)) throw new Error(`${kind.package} has no ${kind.group}/${version} ${kind.kind}`);
    const root = await this.root(file, `${kind.group}/${version}`);
    const $defs: Record<string, JsonSchema> = {};
    await this.collect(root, $defs);
    return Object.keys($defs).length > 0 ? { ...root, $defs: sorted($defs) } : root;
  }

  private async root(file: string, apiVersion: string): Promise<JsonSchema> {
    const text = readFileSync(file, 'utf8').replaceAll(`"${apiVersion}"`, '');
    const same = this.roots.get(text);
    if (same) return { ...same, 'x-definition': definitionOf(file).name };
    const schema = await this.definition(file);
    this.roots.set(text, schema);
    return schema;
  }

  private async collect(schema: JsonSchema, into: Record<string, JsonSchema>): Promise<void> {
    for (const name of referencesOf(schema)) {
      if (into[name]) continue;
      const file = this.files.get(name);
      if (!file) throw new Error(`${name} was referred to and never seen`);
      const definition = await this.definition(file);
      into[name] = definition;
      await this.collect(definition, into);
    }
  }

  private async definition(file: string): Promise<JsonSchema> {
    const { name } = definitionOf(file);
    const known = this.definitions.get(name);
    if (known) return known;
    const schema = schemaOfDefinition(this.modules, file, name, (target) => this.refer(target));
    this.definitions.set(name, schema);
    await recoverConstraints(file, schema);
    applyOverlay(name, schema);
    return schema;
  }

  private refer(file: string): JsonSchema {
    const { name } = definitionOf(file);
    this.files.set(name, file);
    return { $ref: `#/$defs/${name}` };
  }
}

function referencesOf(schema: JsonSchema): string[] {
  const own = schema.$ref ? [schema.$ref.slice('#/$defs/'.length)] : [];
  const inner = [
    ...Object.values(schema.properties ?? {}),
    ...(schema.items ? [schema.items] : []),
    ...(typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : []),
  ];
  return [...own, ...inner.flatMap(referencesOf)];
}

function sorted<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
