import type { Extension } from '@codemirror/state';
import { EditorView, hoverTooltip } from '@codemirror/view';
import type { FieldResponse } from '#lib/api/object-contract.ts';
import type { ClusterId } from '#lib/core/ids.ts';
import { pathAt } from '#lib/k8s/path-at.ts';
import { schemaField } from './schema-field.ts';

/** What the schema says of the field under the pointer; nothing where no schema knows it, or the server does not answer. */
export const fieldHover = (cluster: ClusterId): Extension => [
  hoverTooltip(async (view, pos) => {
    const text = view.state.doc.toString();
    const path = pathAt(text, pos);
    const field = path === null ? null : await schemaField(cluster, text, pos, path);
    if (path === null || field === null) return null;
    const word = view.state.wordAt(pos);
    return {
      pos: word?.from ?? pos,
      ...(word === null ? {} : { end: word.to }),
      create: () => ({ dom: card(path, field) }),
    };
  }),
  EditorView.theme({
    '.cm-tooltip:has(.weft-field)': {
      backgroundColor: 'var(--surface)',
      border: '1px solid var(--line-strong)',
      borderRadius: '6px',
      maxWidth: '32rem',
    },
    '.weft-field': {
      fontFamily: 'var(--font-sans, "Inter Variable", sans-serif)',
      fontSize: '12px',
      lineHeight: '18px',
      padding: '8px 10px',
      color: 'var(--text)',
      maxHeight: '18rem',
      overflowY: 'auto',
      whiteSpace: 'pre-line',
    },
    '.weft-field-type': { color: 'var(--muted)' },
  }),
];

/** Text alone: descriptions come from schemas that anybody may have written. */
function card(path: string, { type, description, required, values, fields }: FieldResponse): HTMLElement {
  const dom = document.createElement('div');
  dom.className = 'weft-field';
  const head = document.createElement('div');
  head.className = 'weft-field-type';
  head.textContent = `${path.split('.').at(-1) ?? path}: ${type}${required ? ', needed' : ''}`;
  const body = document.createElement('div');
  const known = values.length === 0 ? '' : `\nOne of ${values.join(', ')}.`;
  const inside = fields.length === 0 ? '' : `Holds ${fields.map(({ name }) => name).join(', ')}.`;
  body.textContent = `${description || inside || 'The schema has no description of it.'}${known}`;
  dom.append(head, body);
  return dom;
}
