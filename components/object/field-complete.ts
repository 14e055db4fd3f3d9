import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  completionKeymap,
} from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import type { FieldResponse } from '#lib/api/object-contract.ts';
import type { ClusterId } from '#lib/core/ids.ts';
import { type CursorAt, cursorAt } from '#lib/k8s/cursor-at.ts';
import { schemaField } from './schema-field.ts';

/** Offers the fields and values that the schema knows where one is typing. */
export const fieldComplete = (cluster: ClusterId): Extension => [
  autocompletion({ override: [(context) => complete(cluster, context)], icons: false }),
  keymap.of(completionKeymap),
  EditorView.theme({
    '.cm-tooltip.cm-tooltip-autocomplete': {
      backgroundColor: 'var(--surface)',
      border: '1px solid var(--line-strong)',
      borderRadius: '6px',
      overflow: 'hidden',
    },
    '.cm-tooltip.cm-tooltip-autocomplete > ul': {
      fontFamily: 'var(--font-mono, "JetBrains Mono Variable", monospace)',
      fontSize: '12px',
    },
    '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 10px', lineHeight: '18px' },
    '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
      backgroundColor: 'var(--accent-quiet)',
      color: 'var(--text)',
    },
    '.cm-completionDetail': { color: 'var(--muted)', fontStyle: 'normal', marginLeft: '12px' },
    '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
  }),
];

async function complete(cluster: ClusterId, context: CompletionContext): Promise<CompletionResult | null> {
  const text = context.state.doc.toString();
  const cursor = cursorAt(text, context.pos);
  // An empty place offers everything only to who asks for it.
  if (cursor === null || (cursor.typed === '' && cursor.at === 'key' && !context.explicit)) return null;
  const field = await schemaField(
    cluster,
    text,
    context.pos,
    cursor.at === 'key' ? cursor.parent : cursor.path,
  );
  if (field === null || context.aborted) return null;
  const options = cursor.at === 'key' ? keysOf(field, cursor) : valuesOf(field);
  return { from: context.pos - cursor.typed.length, options, validFor: /^[\w./-]*$/ };
}

function keysOf(field: FieldResponse, cursor: Extract<CursorAt, { at: 'key' }>): readonly Completion[] {
  const free = field.fields.filter(({ name }) => !cursor.taken.includes(name));
  return free.map(({ name, type, required }) => ({
    label: name,
    detail: required ? `${type}, needed` : type,
    apply: `${name}:${opening(type, cursor.indent)}`,
    boost: required ? 1 : 0,
  }));
}

/** What follows a key: room for a value, or the beginning of what it holds. */
function opening(type: string, indent: number): string {
  const inside = `\n${' '.repeat(indent + 2)}`;
  if (type.startsWith('list of')) return `${inside}- `;
  return type === 'object' || type.startsWith('map of') ? inside : ' ';
}

const valuesOf = ({ type, values }: FieldResponse): readonly Completion[] =>
  (values.length === 0 && type === 'boolean' ? ['true', 'false'] : values).map((label) => ({ label }));
