import fc from 'fast-check';
import { expect, test } from 'vitest';
import { logFormats } from './log-formats.ts';
import { createLineReader } from './parse-line.ts';
import { safeText } from './safe-text.ts';
import { anyEntry, asJson, asText } from './testing/written-lines.ts';

const read = createLineReader({ texts: [], keys: [] });
const time = '2026-01-05T10:00:57.123Z';
const at = Date.parse(time);

test('property: what Istio’s formats write is read back', () => {
  fc.assert(
    fc.property(anyEntry, fc.constantFrom(asText, asJson), fc.boolean(), (entry, write, stamped) => {
      const line = write(time, entry);
      const found = read(stamped ? `2026-01-05T10:00:58.000000001Z ${line}` : line);
      expect(found).toMatchObject({ at, access: entry, text: line });
    }),
  );
});

test('property: no header of a caller passes for what the proxy wrote', () => {
  const forged = fc.constantFrom(
    '" "id" "cart:8080" "10.9.9.9:1" outbound|1||evil 10.9.9.9:2 10.9.9.9:3 10.9.9.9:4 - evil',
    'x" "-" "-',
    '" "',
    '-" 200 - via_upstream',
  );
  fc.assert(
    fc.property(anyEntry, forged, (entry, text) => {
      const found = read(asText(time, { ...entry, userAgent: text })).access;
      const { code, flags, details, upstreamHost, upstreamCluster, downstreamRemote, route } = entry;
      expect(found).toMatchObject({
        code,
        flags,
        details,
        upstreamHost,
        upstreamCluster,
        downstreamRemote,
        route,
      });
    }),
  );
});

test('a line of the access log, as a caller’s proxy writes it of a failed handshake', () => {
  const line =
    '[2026-01-05T10:00:57.123Z] "GET /cart HTTP/1.1" 503 URX,UF upstream_reset_before_response_started{remote_connection_failure} - ' +
    '"TLS_error:|268435703:SSL routines:OPENSSL_internal:WRONG_VERSION_NUMBER:TLS_error_end" 0 95 12 - "-" "curl/8" "9f-1" "cart:8080" ' +
    '"10.0.0.3:8080" outbound|8080|v2|cart.shop.svc.cluster.local - 10.1.0.7:8080 10.0.0.2:40000 - default';
  expect(read(line).access).toMatchObject({
    method: 'GET',
    code: 503,
    flags: ['URX', 'UF'],
    transportFailure: 'TLS_error:|268435703:SSL routines:OPENSSL_internal:WRONG_VERSION_NUMBER:TLS_error_end',
    upstreamTime: null,
    upstreamCluster: 'outbound|8080|v2|cart.shop.svc.cluster.local',
    upstreamLocal: null,
    route: 'default',
  });
});

test('a format of the mesh’s own is read as far as its fields are known', () => {
  const own = createLineReader(
    logFormats({
      accessLogEncoding: 'TEXT',
      accessLogFormat:
        '%START_TIME(%s.%3f)% %REQ(:METHOD)% code=%RESPONSE_CODE%/%RESPONSE_FLAGS% %DYNAMIC_METADATA(a:b)%|%DURATION%ms\n',
      extensionProviders: [
        {
          name: 'file',
          envoyFileAccessLog: {
            path: '/dev/stdout',
            logFormat: {
              labels: {
                c: '%RESPONSE_CODE%',
                f: '%RESPONSE_FLAGS%',
                p: '%REQ(:PATH)%x',
                u: '%UPSTREAM_CLUSTER%',
              },
            },
          },
        },
      ],
    }),
  );
  expect(own('1767607257.123 GET code=503/UH {"x":1}|12ms')).toMatchObject({
    at: 1_767_607_257_123,
    access: { method: 'GET', code: 503, flags: ['UH'], duration: 12, path: null },
  });
  expect(own('{"c":404,"f":"NR","p":"/x","u":null,"other":{"deep":true}}').access).toMatchObject({
    code: 404,
    flags: ['NR'],
    path: null,
  });
});

test.each([
  ['2026-01-05T10:00:57.123456Z\tinfo\tEnvoy proxy is ready', at],
  ['{"level":"info","time":"2026-01-05T10:00:57.123456Z","msg":"Readiness succeeded"}', at],
  ['[2026-01-05 10:00:57.123][15][warning][config] gRPC config stream closed', at],
  ['goroutine 1 [running]:', null],
  ['{"path":"/x","duration":3}', null],
  ['{"response_code":"many","method":"GET","path":"/","protocol":"x"}', null],
  ['', null],
])('%j is another line of the proxy, with its time where it has one', (line, when) => {
  const found = read(line);
  expect(found.access).toBeNull();
  expect(found.at === null ? null : Math.trunc(found.at)).toBe(when);
});

test('a connection that ztunnel carried', () => {
  const line =
    '2026-01-05T10:00:57.123456Z\terror\taccess\tconnection complete\tsrc.addr=10.0.0.2:40000 src.workload="front-1" src.namespace="shop" ' +
    'src.identity="spiffe://cluster.local/ns/shop/sa/front" dst.addr=10.0.0.3:15008 dst.hbone_addr=10.0.0.3:8080 dst.service="cart.shop.svc.cluster.local" ' +
    'dst.workload="cart-1" dst.namespace="shop" direction="outbound" bytes_sent=40 bytes_recv=12 duration="7ms" error="connection closed due to policy rejection"';
  expect(read(line)).toMatchObject({
    at,
    ztunnel: {
      direction: 'outbound',
      source: 'front-1',
      target: 'cart-1',
      error: 'connection closed due to policy rejection',
    },
    access: {
      duration: 7,
      bytesSent: 40,
      bytesReceived: 12,
      transportFailure: 'connection closed due to policy rejection',
    },
  });
});

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom(
    '\u001b[31mred\u001b[0m',
    '\u0000\u0000',
    'a\rb',
    '\u202egnp.exe',
    '{"response_code":1e999}',
    '{'.repeat(5000),
    '['.repeat(5000),
  ),
  anyEntry.chain((entry) => fc.nat(400).map((n) => asText(time, entry).slice(0, n))),
  anyEntry.chain((entry) =>
    fc.string({ unit: 'binary' }).map((text) => asText(text, { ...entry, path: text, route: text })),
  ),
);

test('property: any text is taken, and shown on one line with nothing that acts unseen', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const found = read(text);
      for (const each of [
        found.text,
        ...Object.values(found.access ?? {}).filter((v) => typeof v === 'string'),
      ]) {
        const shown = safeText(each, 200);
        expect(/[^\P{Cc}\t]|[\u202a-\u202e\u2066-\u2069]/u.test(shown.text)).toBe(false);
        expect(shown.text.isWellFormed()).toBe(true);
        expect(shown.cutOf).toBe(each.length > 200 ? each.length : null);
      }
    }),
  );
});

test('a line of 1 MB takes no longer than it is long, and stands raw', () => {
  const long = `[${time}] "GET /${'" "'.repeat(350_000)}`;
  const started = performance.now();
  expect(read(long).access).toBeNull();
  expect(performance.now() - started).toBeLessThan(200);
  expect(safeText(long, 4000).cutOf).toBe(long.length);
});
