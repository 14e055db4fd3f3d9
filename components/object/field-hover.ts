import type { Extension } from '@codemirror/state';
import { EditorView, hoverTooltip } from '@codemirror/view';
import { contract } from '#components/data/contract.ts';
import { fetchApi } from '#components/data/fetch-api.ts';
import type { FieldResponse } from '#lib/api/contract.ts';
import type { ClusterId } from '#lib/core/ids.ts';
import { pathAt } from '#lib/k8s/path-at.ts';
import { apiPaths } from '#lib/url/paths.ts';

const written = /^apiVersion: *"?([^\s"]+)"?[\s\S]*?^kind: *"?([^\s"]+)/m;

/** What the schema says of the field under the pointer; nothing where no schema knows it, or the server does not answer. */
export const fieldHover = (cluster: ClusterId): Extension => [
  hoverTooltip(async (view, pos) => {
    const text = view.state.doc.toString();
    const [, apiVersion = '', kind = ''] = written.exec(text) ?? [];
    const path = pathAt(text, pos);
    if (path === null || kind === '') return null;
    const field = await fieldOf(cluster, apiVersion, kind, path);
    if (field === null) return null;
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

async function fieldOf(
  cluster: ClusterId,
  apiVersion: string,
  kind: string,
  path: string,
): Promise<FieldResponse | null> {
  const slash = apiVersion.indexOf('/');
  const of = {
    group: apiVersion.slice(0, Math.max(0, slash)),
    version: apiVersion.slice(slash + 1),
    kind,
    cluster,
  };
  const schema = contract().then((c) => c.fieldResponse);
  return fetchApi<FieldResponse>(apiPaths.field(of, path), schema, new AbortController().signal).catch(
    () => null,
  );
}

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
