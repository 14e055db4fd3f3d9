import { expect, test } from 'vitest';
import { logsResponse } from '#lib/api/logs-contract.ts';
import { asEpochSeconds } from '#lib/core/branded.ts';
import { WeftError } from '#lib/core/error-code.ts';
import { edgeId } from '#lib/core/ids.ts';
import { mesh, service, workload } from '#lib/graph/testing/mesh.ts';
import { type Call, failure, sample } from '#lib/graph/testing/traffic.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { safeText } from '#lib/logs/safe-text.ts';
import type { LogAsked, LogRead } from '../../context.ts';
import { readGraph } from '../graph.ts';
import { contextOf, live, at as moment, type World } from '../testing/context.ts';
import type { LogsQuery } from './log-subject.ts';
import { readLogs } from './read-logs.ts';

const call: Call = { from: 'shop/frontend', to: 'treasury/vault', service: 'treasury/vault' };
const caller = '10.0.0.2';
const callee = '10.0.0.3';

const addressed = (objects: readonly KubeObject[], podIP: string): KubeObject[] =>
  objects.map((object) =>
    object.kind === 'Pod' ? { ...object, status: { ...Object(object.status), podIP } } : object,
  );
const config = (text: string): KubeObject => ({
  ...({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'istio', namespace: 'istio-system' },
  } satisfies KubeObject),
  ...{ data: { mesh: text } },
});
const world = (log: World['log'], meshConfig = 'accessLogFile: /dev/stdout'): World => ({
  snapshot: mesh([
    ...addressed(workload('shop', 'frontend'), caller),
    ...addressed(workload('treasury', 'vault'), callee),
    service('treasury', 'vault'),
    config(meshConfig),
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'treasury' } },
  ]),
  samples: [sample('requests', call, 10), failure(call, '500', 1)],
  ...(log === undefined ? {} : { log }),
});

const stamp = (second: number) => new Date((moment - second) * 1000).toISOString();
const line = (second: number, code: number, rest: string, id = `id-${second}`) =>
  `[${stamp(second)}] "GET /x HTTP/1.1" ${code} - via_upstream - "-" 0 1 2 2 "-" "curl" "${id}" "vault" ${rest}`;
const sent = (second: number, code: number, to = callee) =>
  line(
    second,
    code,
    `"${to}:80" outbound|80||vault.treasury.svc.cluster.local ${caller}:1 10.1.0.1:80 ${caller}:2 - default`,
  );
const arrived = (second: number, code: number, from = caller) =>
  line(second, code, `"${callee}:80" inbound|80|| 127.0.0.6:1 ${callee}:80 ${from}:1 - default`);

const logs =
  (byPod: Readonly<Record<string, readonly string[]>>) =>
  (asked: LogAsked): Promise<LogRead> => {
    const texts = Object.entries(byPod).find(([pod]) => asked.pod.startsWith(pod))?.[1] ?? [];
    const lines = texts.map((text) => ({ text, bytes: Buffer.byteLength(text) }));
    return Promise.resolve({ lines, bytes: 0, cut: null });
  };

const plainAt = asEpochSeconds(moment - 3600);
const plain = {
  ...live,
  edge: null,
  node: null,
  previous: false,
  errors: false,
  request: '',
  lines: 3000,
  pod: '',
};

async function readOf(of: World, more: Partial<LogsQuery> = {}, namespaces: readonly string[] | null = null) {
  const { ctx } = contextOf(of);
  const viewer = { ...ctx.viewer, namespaces: namespaces === null ? null : new Set(namespaces) };
  const seen = { ...ctx, viewer };
  const [edge] = (await readGraph(seen, { ...live, namespaces: [], services: false })).graph.edges;
  const answer = await readLogs(seen, { ...plain, ...more, edge: edge?.id ?? edgeId.parse('none') });
  return logsResponse.parse(JSON.parse(JSON.stringify(answer)));
}

test('an edge’s lines of both ends by time, and no others', async () => {
  const answer = await readOf(
    world(
      logs({
        frontend: [sent(50, 200), sent(30, 503, '10.0.0.9'), sent(20, 500)],
        vault: [
          arrived(49, 200),
          arrived(48, 200, '10.0.0.77'),
          `${stamp(10)}\tinfo\tEnvoy proxy is ready`,
          arrived(900, 200),
        ],
      }),
    ),
  );
  expect(answer.pods.map(({ side, read }) => [side, read?.lines])).toEqual([
    ['caller', 3],
    ['callee', 4],
  ]);
  expect(answer.lines.map(({ pod, access, failed }) => [pod, access?.code ?? null, failed])).toEqual([
    [0, 200, false],
    [1, 200, false],
    [0, 500, true],
    [1, null, false],
  ]);
  expect([answer.more, answer.others]).toEqual([0, 2]);
  expect(answer.ends.map(({ side, logging }) => [side, logging?.state])).toEqual([
    ['caller', 'on'],
    ['callee', 'on'],
  ]);
});

test('errors alone, and one request at both ends', async () => {
  const of = world(
    logs({ frontend: [sent(50, 200), sent(20, 500)], vault: [arrived(20, 500), arrived(19, 404)] }),
  );
  expect((await readOf(of, { errors: true })).lines.map(({ access }) => access?.code)).toEqual([
    500, 500, 404,
  ]);
  expect((await readOf(of, { request: 'id-20' })).lines.map(({ pod }) => pod)).toEqual([0, 1]);
});

test('each pod that fails says why; the others are there', async () => {
  const answer = await readOf(
    world((asked) =>
      asked.namespace === 'treasury'
        ? Promise.reject(
            new WeftError('forbidden', 'You may not read logs in namespace treasury.', {
              cure: 'The right is missing.',
            }),
          )
        : logs({ frontend: [sent(20, 500)] })(asked),
    ),
  );
  expect(answer.pods[1]).toMatchObject({
    read: null,
    failure: { code: 'forbidden', cure: 'The right is missing.' },
  });
  expect(answer.lines).toHaveLength(1);
});

test('where nothing is logged a change is offered, at each end', async () => {
  const answer = await readOf(world(logs({}), '{}'));
  expect(answer.ends.map(({ logging, offer }) => [logging?.state, offer?.steps[0]?.ref.name])).toEqual([
    ['off', 'log-failures-frontend'],
    ['off', 'log-failures-vault'],
  ]);
});

test('nothing of an end that the viewer may not read is read or named', async () => {
  const read: string[] = [];
  const answer = await readOf(
    world((asked) => {
      read.push(asked.namespace);
      return logs({ frontend: [sent(20, 500)] })(asked);
    }),
    {},
    ['shop'],
  );
  expect(read).toEqual(['shop']);
  expect(answer.ends[1]).toMatchObject({ without: 'You may not read this end.', logging: null, offer: null });
  expect(answer.pods).toHaveLength(1);
});

test('text of unknown origin is shown safely, and a flood of it within bounds', async () => {
  const evil = `\u001b[2J\u202e${'y'.repeat(1_048_576)}`;
  const many = Array.from({ length: 1500 }, (_, i) => sent(100 - i / 100, 200));
  const answer = await readOf(world(logs({ frontend: [evil, ...many] })));
  expect(answer.lines).toHaveLength(1000);
  expect(answer.more).toBe(501);
  const alone = await readOf(world(logs({ frontend: [evil] })));
  expect(alone.lines[0]).toMatchObject({ raw: safeText(evil, 4000).text, cutOf: Buffer.byteLength(evil) });
});

test('the containers that ran before are read whenever they did', async () => {
  const asked: LogAsked[] = [];
  const answer = await readOf(
    world((each) => {
      asked.push(each);
      return logs({ vault: [arrived(9000, 500)] })(each);
    }),
    { previous: true },
  );
  expect(asked.map(({ previous, since }) => [previous, since])).toEqual([
    [true, null],
    [true, null],
  ]);
  expect(answer.lines).toHaveLength(1);
});

test('a request that names neither edge nor node, or both, is refused', async () => {
  const { ctx } = contextOf(world(logs({})));
  await expect(readLogs(ctx, plain)).rejects.toMatchObject({ code: 'bad-request' });
});

const stamped = (second: number, text: string) => `${stamp(second)} ${text}`;

test('how far back each log was looked through is said, and more is looked through when asked', async () => {
  const asked: LogAsked[] = [];
  const all = Array.from({ length: 60 }, (_, i) => stamped(60 - i, sent(60 - i, 200)));
  const of = world((each) => {
    asked.push(each);
    return logs({ frontend: all.slice(-(each.tail ?? 0)), vault: [stamped(10, arrived(10, 200))] })(each);
  });
  const near = await readOf(of, { lines: 20 });
  expect(near.pods.map(({ read }) => [read?.from, read?.to, read?.older])).toEqual([
    [(moment - 20) * 1000, (moment - 1) * 1000, true],
    [(moment - 10) * 1000, (moment - 10) * 1000, false],
  ]);
  const far = await readOf(of, { lines: 100 });
  expect(far.pods[0]?.read).toMatchObject({ lines: 60, from: (moment - 60) * 1000, older: false });
  expect(asked.map(({ tail }) => tail)).toEqual([20, 20, 100, 100]);
});

test('where the last lines are too long for the kubelet fewer are asked for, so that the newest are there', async () => {
  const tails: (number | null)[] = [];
  const lines = Array.from({ length: 100 }, (_, i) => stamped(100 - i, sent(100 - i, 200)));
  const answer = await readOf(
    world(async (asked) => {
      if (!asked.pod.startsWith('frontend')) return { lines: [], bytes: 0, cut: null };
      tails.push(asked.tail);
      const tail = lines.slice(-(asked.tail ?? 0));
      const fit = tail.slice(0, 50).map((text) => ({ text, bytes: text.length }));
      return { lines: fit, bytes: 0, cut: tail.length > 50 ? { by: 'bytes', reason: 'too many' } : null };
    }),
  );
  expect(tails).toEqual([3000, 40]);
  expect(answer.pods[0]?.read).toMatchObject({ cut: null, older: true, to: (moment - 1) * 1000 });
});

test('of a moment that is over the log is read from its start on, and no further', async () => {
  const asked: LogAsked[] = [];
  await readOf(
    world((each) => {
      asked.push(each);
      return logs({})(each);
    }),
    { at: plainAt },
  );
  expect(asked[0]).toMatchObject({
    since: (plainAt - plain.window) * 1000,
    until: (plainAt + 60) * 1000,
    tail: null,
  });
});

test('a request that went on within the window is of it, whenever it began', async () => {
  const began = sent(plain.window + 20, 504).replace(' 0 1 2 2 ', ' 0 1 30000 - ');
  expect(began).toContain('30000');
  const answer = await readOf(world(logs({ frontend: [began, sent(plain.window + 20, 200)] })));
  expect(answer.lines.map(({ access }) => access?.code)).toEqual([504]);
});

test('lines of one moment stand as their pods do, each pod’s as it wrote them, whichever log came first', async () => {
  const ids = ['a', 'b', 'c'];
  const at = (id: string) => sent(20, 200).replace('id-20', id);
  const slow = (late: string) =>
    world(async (asked) => {
      if (asked.pod.startsWith(late)) await new Promise((resolve) => setImmediate(resolve));
      return logs({ frontend: ids.map(at), vault: [arrived(20, 200)] })(asked);
    });
  const order = async (late: string) =>
    (await readOf(slow(late))).lines.map(({ pod, access }) => [pod, access?.requestId]);
  expect(await order('frontend')).toEqual(await order('vault'));
  expect(await order('vault')).toEqual([
    [0, 'a'],
    [0, 'b'],
    [0, 'c'],
    [1, 'id-20'],
  ]);
});

test('one pod alone is read when it is asked for, and all are named', async () => {
  const of = world(logs({ frontend: [sent(20, 500)], vault: [arrived(20, 500)] }));
  const [name = ''] = (await readOf(of)).ends[1]?.names ?? [];
  const answer = await readOf(of, { pod: name });
  expect(answer.pods.map(({ pod }) => pod)).toEqual([name]);
  expect(answer.ends.map(({ leftOut, names }) => [leftOut, names.length])).toEqual([
    [1, 1],
    [0, 1],
  ]);
});
