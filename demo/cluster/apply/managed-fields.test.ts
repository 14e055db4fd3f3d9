import { expect, test } from 'vitest';
import { type JsonObject, listAt, objectAt } from '#lib/core/json.ts';
import { loadResourceTypes } from '../schema/built-in-types.ts';
import type { ResourceType } from '../schema/types.ts';
import { recordUpdate, serverSideApply } from './managed-fields.ts';

const types = loadResourceTypes();
const typeNamed = (kind: string, version = 'v1'): ResourceType => {
  const type = types.find((t) => t.kind === kind && t.version === version);
  if (!type) throw new Error(`no type ${kind}`);
  return type;
};

const entry = typeNamed('ServiceEntry');
const now = '2026-01-01T00:00:00Z';

const service = (...ports: JsonObject[]): JsonObject => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'ServiceEntry',
  metadata: { name: 'ext', namespace: 't' },
  spec: { ports },
});

function apply(live: JsonObject | null, applied: JsonObject, manager: string, subresource = ''): JsonObject {
  const result = serverSideApply({ type: entry, live, applied, manager, force: false, subresource, now });
  if (!result.ok) throw new Error(JSON.stringify(result.conflicts));
  return result.object;
}

const ownersOf = (object: JsonObject) => listAt(objectAt(object, 'metadata'), 'managedFields');

test('two appliers share a list that has keys, each with its own items', () => {
  const https = { name: 'https', number: 443 };
  const http = { name: 'http', number: 80 };
  const both = apply(apply(null, service(https), 'a'), service(http), 'b');
  expect(objectAt(both, 'spec').ports).toEqual([https, http]);
  const one = apply(both, service(), 'a');
  expect(objectAt(one, 'spec').ports).toEqual([http]);
});

test('a status is owned through its subresource alone', () => {
  const live = recordUpdate({ type: entry, live: null, next: service(), manager: 'a', subresource: '', now });
  const next = { ...live, status: { conditions: [] } };
  const written = recordUpdate({ type: entry, live, next, manager: 'istiod', subresource: 'status', now });
  expect(ownersOf(written)[1]).toEqual({
    apiVersion: 'networking.istio.io/v1',
    fieldsType: 'FieldsV1',
    fieldsV1: { 'f:status': { '.': {}, 'f:conditions': {} } },
    manager: 'istiod',
    operation: 'Update',
    subresource: 'status',
    time: now,
  });
  const main = recordUpdate({ type: entry, live, next, manager: 'b', subresource: '', now });
  expect(ownersOf(main)).toHaveLength(1);
});

test('an apply to the main resource sets no status', () => {
  const applied = apply(null, { ...service(), status: { conditions: [] } }, 'a');
  expect(applied.status).toBeUndefined();
});

test('managedFields of one empty entry are cleared', () => {
  const live = recordUpdate({ type: entry, live: null, next: service(), manager: 'a', subresource: '', now });
  const metadata = { ...objectAt(live, 'metadata'), managedFields: [{}] };
  const reset = recordUpdate({
    type: entry,
    live,
    next: { ...live, metadata },
    manager: 'a',
    subresource: '',
    now,
  });
  expect(objectAt(reset, 'metadata').managedFields).toBeUndefined();
});

test('applying the same again moves no time', () => {
  const first = apply(null, service(), 'a');
  const again = serverSideApply({
    type: entry,
    live: first,
    applied: service(),
    manager: 'a',
    force: false,
    subresource: '',
    now: '2026-01-02T00:00:00Z',
  });
  expect(again).toEqual({ ok: true, object: first });
});

test('what was written before anyone kept track conflicts as before-first-apply', () => {
  const live = service({ name: 'http', number: 80 });
  const result = serverSideApply({
    type: entry,
    live,
    applied: service({ name: 'http', number: 81 }),
    manager: 'a',
    force: false,
    subresource: '',
    now,
  });
  expect(result).toEqual({
    ok: false,
    conflicts: [
      {
        manager: '"before-first-apply" using networking.istio.io/v1',
        field: '.spec.ports[name="http"].number',
      },
    ],
  });
});
