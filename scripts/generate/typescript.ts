import { createRequire } from 'node:module';
// TypeScript 7 has no JavaScript API yet; the schema generator package brings TypeScript 5, which has.
import type TypeScript from '../../node_modules/ts-json-schema-generator/node_modules/typescript/lib/typescript.d.ts';

const require = createRequire(import.meta.url);

/** TypeScript 5's compiler API. require() is untyped; the package's own declarations say what it returns. */
export const ts = createRequire(require.resolve('ts-json-schema-generator'))(
  'typescript',
) as typeof TypeScript;

export type { TypeScript };
