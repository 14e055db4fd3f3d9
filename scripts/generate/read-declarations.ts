import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type TypeScript, ts } from './typescript.ts';

/** What one generated .d.ts file of a model package declares. */
export interface Declarations {
  file: string;
  source: TypeScript.SourceFile;
  /** Interface or alias by its local name (`IServiceSpec`). */
  types: Map<string, TypeScript.InterfaceDeclaration | TypeScript.TypeAliasDeclaration>;
  /** Imported name → file that declares it and the name it has there. */
  imports: Map<string, string>;
  /** Name under which a type is exported → its local name. */
  aliases: Map<string, string>;
}

const cache = new Map<string, Declarations>();

/** The declarations of a .d.ts file; parsed once. */
export function readDeclarations(modules: string, file: string): Declarations {
  const known = cache.get(file);
  if (known) return known;
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const read: Declarations = { file, source, types: new Map(), imports: new Map(), aliases: new Map() };
  for (const statement of source.statements) readStatement(modules, read, statement);
  cache.set(file, read);
  return read;
}

function readStatement(modules: string, read: Declarations, statement: TypeScript.Statement): void {
  if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
    if (!read.types.has(statement.name.text)) read.types.set(statement.name.text, statement);
  } else if (ts.isImportDeclaration(statement)) {
    readImport(modules, read, statement);
  } else if (ts.isExportDeclaration(statement) && statement.exportClause) {
    if (!ts.isNamedExports(statement.exportClause)) return;
    for (const item of statement.exportClause.elements) {
      read.aliases.set(item.name.text, (item.propertyName ?? item.name).text);
    }
  }
}

function readImport(modules: string, read: Declarations, statement: TypeScript.ImportDeclaration): void {
  const bindings = statement.importClause?.namedBindings;
  if (!bindings || !ts.isNamedImports(bindings) || !ts.isStringLiteral(statement.moduleSpecifier)) return;
  const from = statement.moduleSpecifier.text.replace(/\.js$/, '');
  const path = from.startsWith('.') ? resolve(dirname(read.file), from) : resolve(modules, from);
  const target = [`${path}.d.ts`, `${path}/index.d.ts`].find(existsSync);
  if (!target) return;
  for (const item of bindings.elements) read.imports.set(item.name.text, target);
}

/** The text of a node's documentation comment, its markdown escapes undone. */
export function documentation(source: TypeScript.SourceFile, node: TypeScript.Node): string | undefined {
  const ranges = ts.getLeadingCommentRanges(source.text, node.getFullStart()) ?? [];
  const last = ranges.at(-1);
  if (!last) return undefined;
  const text = source.text
    .slice(last.pos + 3, last.end - 2)
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, ''))
    .join('\n')
    .replace(/\\([*_`/])/g, '$1')
    .trim();
  return text === '' ? undefined : text;
}
