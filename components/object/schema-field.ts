import { contracts } from '#components/data/contracts.ts';
import { fetchApi } from '#components/data/fetch-api.ts';
import type { FieldResponse } from '#lib/api/object-contract.ts';
import type { ClusterId } from '#lib/core/ids.ts';
import { editApi } from '#lib/url/edit-paths.ts';

const apiVersionLine = /^apiVersion: *"?([^\s"]+)/m;
const kindLine = /^kind: *"?([^\s"]+)/m;

/** What was told lately: a person types in one place, and asks about it with every letter. */
const told = new Map<string, Promise<FieldResponse | null>>();
const mostTold = 200;

/** What the schema says of a field of the object around an offset of a text; null where no schema knows it, or the server does not answer. */
export function schemaField(
  cluster: ClusterId,
  text: string,
  offset: number,
  path: string,
): Promise<FieldResponse | null> {
  const document = documentAt(text, offset);
  const apiVersion = apiVersionLine.exec(document)?.[1] ?? '';
  const kind = kindLine.exec(document)?.[1] ?? '';
  if (kind === '' || apiVersion === '') return Promise.resolve(null);
  const slash = apiVersion.indexOf('/');
  const of = {
    group: apiVersion.slice(0, Math.max(0, slash)),
    version: apiVersion.slice(slash + 1),
    kind,
    cluster,
  };
  const address = editApi.field(of, path);
  const known = told.get(address);
  if (known !== undefined) return known;
  const schema = contracts.object().then((c) => c.fieldResponse);
  const answer = fetchApi<FieldResponse>(address, schema, new AbortController().signal).catch(() => null);
  told.set(address, answer);
  const [oldest] = told.keys();
  if (told.size > mostTold && oldest !== undefined) told.delete(oldest);
  return answer;
}

function documentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n---', offset - 1);
  const end = text.indexOf('\n---', offset);
  return text.slice(Math.max(0, start), end === -1 ? text.length : end);
}
