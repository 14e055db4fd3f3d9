import { expect, test } from 'vitest';
import { refTo } from '#lib/k8s/testing/ref-to.ts';
import { layerLines } from './layer-lines.ts';
import { layerMark } from './layer-mark.ts';
import { type DeclaredLayer, type EdgeLayers, edgeLayers } from './layers.ts';

const object = refTo('VirtualService', 'product');
const place = { object, path: 'spec.http[0]', number: 1, of: 1, conditional: false };
const seen = (count: number, share: number | null = count / 1000) => ({ count, rate: count / 300, share });
const none = { breaking: null, faults: null, timeouts: null, mirroring: null, locality: null };
const layersWith = (more: Record<string, unknown>): EdgeLayers => edgeLayers.parse({ ...none, ...more });
const plain = (text: string | undefined): string | undefined => text?.replaceAll('\u00a0', ' ');

const noLimit = {
  maxConnections: null,
  maxPending: null,
  maxRequests: null,
  maxRequestsPerConnection: null,
  maxRetries: null,
};
const outlier = {
  consecutive5xx: null,
  consecutiveGateway: null,
  interval: 10_000,
  baseEjection: null,
  maxEjectionPercent: 50,
};
const breaker = (limits: object | null, ejects: boolean, more: object = {}) => ({
  subset: null,
  port: null,
  pool: limits === null ? null : { object, path: 'p', ...noLimit, ...limits },
  outlier: ejects ? { object, path: 'o', ...outlier } : null,
  otherPorts: [],
  ...more,
});
const breaking = (breakers: object[], refused = 0, noHealthy = 0) => ({
  breaking: {
    breakers,
    observed: { reporter: 'source', refused: seen(refused), noHealthy: seen(noHealthy) },
  },
});
const faults = (rules: object[], aborted = 0, delayed = 0) => ({
  faults: { rules, observed: { reporter: 'source', aborted: seen(aborted), delayed: seen(delayed) } },
});
const abort = { ...place, abort: { status: '500', percent: 20 }, delay: null };
const timeouts = (rule: object, timedOut = 0) => ({
  timeouts: {
    rules: [{ ...place, timeout: 2000, retries: null, beyond: null, ...rule }],
    observed: { reporter: 'source', timedOut: seen(timedOut), exhausted: seen(0), meanLatency: 40 },
  },
});
const locality = (more: object) => ({
  locality: {
    mode: 'near',
    from: 'default',
    decides: null,
    distribute: [],
    failover: [],
    failoverPriority: [],
    outlierDetection: true,
    inert: false,
    callers: [{ zone: 'a', pods: 1 }],
    callees: [
      { zone: 'a', pods: 1 },
      { zone: 'b', pods: 2 },
    ],
    ...more,
  },
});
const copy = { ...place, host: 'shadow.shop.svc.cluster.local', subset: null, percent: 20, observed: 3 };

const cases: readonly (readonly [string, DeclaredLayer, object, string, string])[] = [
  ['a limit', 'breaking', breaking([breaker({ maxConnections: 1 }, false)]), 'max 1 conn', 'quiet'],
  [
    'a limit and ejection',
    'breaking',
    breaking([breaker({ maxRequests: 500 }, true)]),
    'max 500 req, ejects',
    'quiet',
  ],
  [
    'what was refused',
    'breaking',
    breaking([breaker({ maxConnections: 1 }, true)], 90),
    'max 1 conn, ejects · 9 % UO',
    'warn',
  ],
  ['no pod left', 'breaking', breaking([breaker(null, true)], 0, 300), 'ejects · 30 % UH', 'fail'],
  [
    'no pod ready without ejection',
    'breaking',
    breaking([breaker({ maxRetries: 2 }, false)], 0, 300),
    'max 2 retries',
    'quiet',
  ],
  [
    'breakers of subsets',
    'breaking',
    breaking([breaker(null, true), breaker({ maxRequests: 1 }, true)]),
    'ejects +1',
    'quiet',
  ],
  ['a refusal that nothing declares', 'breaking', breaking([], 10), '1 % UO', 'warn'],
  ['a fault', 'faults', faults([abort]), 'abort 500 20 %', 'quiet'],
  ['a fault that shows', 'faults', faults([abort], 196), 'abort 500 20 → 19.6 %', 'fail'],
  [
    'a fault for matches',
    'faults',
    faults([{ ...abort, conditional: true }], 30),
    'abort 500 20 % of matches',
    'warn',
  ],
  [
    'a delay',
    'faults',
    faults([{ ...place, abort: null, delay: { ms: 5000, percent: 10 } }], 0, 98),
    'delay 5 s 10 → 9.8 %',
    'warn',
  ],
  ['a fault that nothing declares', 'faults', faults([], 20), 'aborted 2 %', 'warn'],
  ['a timeout', 'timeouts', timeouts({}), 'timeout 2 s', 'quiet'],
  [
    'with retries',
    'timeouts',
    timeouts({ retries: { attempts: 1, perTry: 900, on: '' } }),
    'timeout 2 s, 1 retry',
    'quiet',
  ],
  [
    'that cannot hold its tries',
    'timeouts',
    timeouts({ beyond: { tries: 4, needed: 8000, possible: 1 } }),
    'timeout 2 s < 4 × 2 s',
    'quiet',
  ],
  ['that is met', 'timeouts', timeouts({}, 120), 'timeout 2 s · 12 % UT', 'fail'],
  [
    'retries alone',
    'timeouts',
    timeouts({ timeout: null, retries: { attempts: 0, perTry: null, on: '' } }),
    'no retries',
    'quiet',
  ],
  [
    'a mirror',
    'mirroring',
    { mirroring: { copies: [copy], receives: null } },
    'mirror → shadow 20 % (3 rps)',
    'quiet',
  ],
  [
    'copies',
    'mirroring',
    { mirroring: { copies: [], receives: { from: [], rate: null, alone: true, byName: true } } },
    'mirrored',
    'quiet',
  ],
  ['near pods first', 'locality', locality({}), 'near first, 1 → 2 zones', 'quiet'],
  [
    'a failover that cannot be',
    'locality',
    locality({ mode: 'spread', from: 'destination-rule', inert: true, callers: [] }),
    'no failover',
    'quiet',
  ],
];

test('where pods run says enough where nobody wrote anything', () => {
  const mark = layerMark('locality', layersWith(locality({ mode: 'spread' })));
  expect(plain(mark?.text)).toBe('1 → 2 zones');
});

test.each(cases)('%s on a plate', (_, layer, of, text, tone) => {
  const mark = layerMark(layer, layersWith(of as Record<string, unknown>));
  expect(plain(mark?.text)).toBe(text);
  expect(mark?.tone).toBe(tone);
});

test('a layer that says nothing has no mark', () => {
  expect(layerMark('faults', layersWith({}))).toBeNull();
});

test('sentences say what decides, by whom it was seen, and what is not known', () => {
  const lines = layerLines(
    layersWith({
      ...breaking(
        [breaker({ maxConnections: 1, maxPending: 2 }, true, { subset: 'v2', otherPorts: [443] })],
        250,
      ),
      ...timeouts({
        retries: { attempts: 3, perTry: 2000, on: '5xx' },
        beyond: { tries: 4, needed: 8000, possible: 1 },
      }),
      mirroring: {
        copies: [{ ...copy, observed: null }],
        receives: { from: [], rate: 2, alone: false, byName: false },
      },
      ...locality({}),
    }),
  );
  expect(lines.map(({ layer, kind, says }) => `${layer} ${kind}: ${plain(says)}`)).toMatchInlineSnapshot(`
    [
      "breaking declared: At most 1 connection and 2 pending requests from each pod of the caller. Subset v2. Port 443 has settings of its own; telemetry does not tell the port.",
      "breaking declared: Ejects a pod after 5 × 5xx (default) in a row, looks every 10 s, for 30 s (default) at first, at most 50 % of the pods. Subset v2. Port 443 has settings of its own; telemetry does not tell the port.",
      "breaking observed: Refused: 250 over a limit (UO), 25 % of what the caller sends there, says the caller’s proxy.",
      "timeouts declared: The rule waits 2 s and tries 3 more times, 2 s each, on 5xx: 4 tries need 8 s, there is time for 1.",
      "timeouts observed: Nothing ran out of time; mean 40 ms, says the caller’s proxy.",
      "mirroring declared: The rule copies 20 % to shadow.shop.svc.cluster.local: no proxy there reports them.",
      "mirroring observed: Of what arrives, 2 rps are not the caller’s own, retries among them. Answers are thrown away.",
      "locality declared: The nearest pods are chosen first, farther ones when those are ejected, by default.",
      "locality observed: The caller’s pods run in a (1), the callee’s in a (1) and b (2). Between which zones requests went, no metric tells.",
    ]
  `);
  expect(lines[0]?.decides).toEqual({ object, path: 'p' });
});
