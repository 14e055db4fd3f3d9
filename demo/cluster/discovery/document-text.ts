import type { Json } from '#lib/core/json.ts';
import type { TypeRegistry } from '../types/type-registry.ts';

const texts = new WeakMap<TypeRegistry, { generation: number; byName: Map<string, string> }>();

/** The JSON text of a document made from the types served; kept until a type comes or goes, for they are megabytes. */
export function documentText(types: TypeRegistry, name: string, make: () => Json): string {
  let known = texts.get(types);
  if (known?.generation !== types.generation) {
    known = { generation: types.generation, byName: new Map() };
    texts.set(types, known);
  }
  const text = known.byName.get(name) ?? JSON.stringify(make());
  known.byName.set(name, text);
  return text;
}
