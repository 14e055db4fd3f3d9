import { expect, test } from 'vitest';
import { decodeProtobuf } from './decode-protobuf.ts';

/** One field of a message: a number as a varint below 128, anything else with its length. */
const field = (number: number, value: number | string | Buffer): Buffer => {
  if (typeof value === 'number') return Buffer.from([number << 3, value]);
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([(number << 3) | 2, bytes.length]), bytes]);
};
const message = (...fields: Buffer[]): Buffer => Buffer.concat(fields);
const envelope = (apiVersion: string, kind: string, raw: Buffer): Buffer =>
  message(Buffer.from('k8s\0'), field(1, message(field(1, apiVersion), field(2, kind))), field(2, raw));

const metadata = field(
  1,
  message(
    field(1, 'a'),
    field(2, ''),
    field(8, Buffer.alloc(0)),
    field(11, message(field(1, 'k'), field(2, 'v'))),
  ),
);

test('a ConfigMap: maps, empty texts and the zero time', () => {
  const raw = message(
    metadata,
    field(2, message(field(1, 'x'), field(2, '1'))),
    field(2, message(field(1, 'y'))),
  );
  expect(decodeProtobuf(envelope('v1', 'ConfigMap', raw))).toEqual({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'a', labels: { k: 'v' } },
    data: { x: '1', y: '' },
  });
});

test('a zero that was set is kept where zero and absent differ', () => {
  const raw = message(metadata, field(2, message(field(1, 0), field(5, 0))));
  expect(decodeProtobuf(envelope('apps/v1', 'Deployment', raw)).spec).toEqual({ replicas: 0 });
});

test('an IntOrString and bytes', () => {
  const port = message(field(3, 80), field(4, message(field(1, 1), field(2, 0), field(3, 'http'))));
  const service = envelope('v1', 'Service', message(metadata, field(2, field(1, port))));
  expect(decodeProtobuf(service).spec).toEqual({ ports: [{ port: 80, targetPort: 'http' }] });
  const secret = envelope('v1', 'Secret', message(metadata, field(2, message(field(1, 'k'), field(2, 'b')))));
  expect(decodeProtobuf(secret).data).toEqual({ k: 'Yg==' });
});

test('nothing is dropped in silence', () => {
  const unknown = envelope('v1', 'ConfigMap', message(metadata, field(15, 'x')));
  expect(() => decodeProtobuf(unknown)).toThrow('field 15 of v1/ConfigMap is not known');
  expect(() => decodeProtobuf(envelope('v1', 'Loom', metadata))).toThrow('the kind Loom is not known');
  expect(() => decodeProtobuf(unknown.subarray(0, 20))).toThrow(expect.objectContaining({ code: 400 }));
  expect(() => decodeProtobuf(Buffer.from('{}'))).toThrow(expect.objectContaining({ code: 400 }));
});
