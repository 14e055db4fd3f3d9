import { parser } from '@prometheus-io/lezer-promql';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { edge, node } from '#lib/graph/testing/elements.ts';
import { readTolerance } from '#lib/health/tolerance.ts';
import { toPromql } from '#lib/prom/promql.ts';
import { alertChoices } from './alert-choices.ts';
import type { AlertSubject } from './alert-subject.ts';
import { type AlertWanted, makeAlertRule } from './make-alert-rule.ts';
import { prometheusRule, prometheusRuleText, ruleFileText, ruleName } from './rule-document.ts';
import { errors, service, subjectOf } from './testing/subject.ts';

const wanted: AlertWanted = {
  about: 'errors',
  severity: 'critical',
  bound: 500,
  diagnosis: null,
  link: null,
  scope: [],
};

const made = (subject: AlertSubject, more: Partial<AlertWanted> = {}) =>
  makeAlertRule(subject, { ...wanted, ...more }, (expr) => toPromql(expr, more.scope)).rule;

describe('an alert rule', () => {
  test('holds the share of one outcome over two windows, and needs requests enough', () => {
    const rule = made(subjectOf('shop/checkout > shop/payment', { symptom: errors('503', ['UC']) }), {
      about: 'outcome',
    });
    const all =
      'reporter="source",source_workload="checkout",source_workload_namespace="shop",destination_workload="payment",destination_workload_namespace="shop",destination_service="payment.shop.svc.cluster.local",request_protocol="http"';
    const failed = `${all},response_code="503",response_flags=~"(.*,)?(UC)(,.*)?"`;
    const share = (window: string) =>
      `((sum by () (rate(istio_requests_total{${failed}}[${window}])) / sum by () (rate(istio_requests_total{${all}}[${window}]))) >= 0.1)`;
    expect(rule.expr).toBe(
      [share('300s'), share('1800s'), `(sum by () (increase(istio_requests_total{${all}}[300s])) >= 5)`].join(
        '\nand\n',
      ),
    );
    expect(rule.labels).toMatchObject({ response_code: '503', response_flags: 'UC', severity: 'critical' });
  });

  test('judges each threshold alone, as it is written for this edge', () => {
    const [loose] = [
      readTolerance({ code: '5XX', protocol: 'http', direction: '.*', degraded: 5, failure: 40 }),
    ];
    const shares = loose === null || loose === undefined ? [] : [loose];
    const one = subjectOf('shop/checkout > shop/payment', {
      tolerances: { source: { shares, latency: [] }, target: { shares, latency: [] } },
    });
    expect(made(one).expr).toContain('>= 0.4');
    expect(made(one, { severity: 'warning' }).expr).toContain('>= 0.05');
    expect(made(one).expr).toContain('response_code=~"5.."');
    const usual = made(subjectOf('shop/checkout > shop/payment')).expr;
    expect(usual).toContain('response_code=~"-|0|5.."');
    expect(usual).toContain('response_code=~"4.."');
  });

  test('reads gRPC statuses where HTTP says 200', () => {
    const subject = subjectOf('shop/checkout > shop/payment');
    const { expr } = made({ ...subject, edge: { ...subject.edge, protocol: 'grpc' } });
    expect(expr).toContain('grpc_response_status=~"2|4|7|8|10|12|13|14|15|16",response_code!~"-|0|[45].."');
  });

  test('holds requests that reached no workload against all that went to the service', () => {
    const subject = subjectOf('shop/checkout > shop/payment', {
      target: node('shop/payment', { kind: 'service' }),
      symptom: errors('503', ['UH']),
    });
    const { expr, labels } = made(subject, { about: 'outcome' });
    expect(expr).not.toContain('destination_workload');
    expect(expr).toContain(
      String.raw`destination_service=~"(payment\\.shop\\.svc\\.cluster\\.local|payment|`,
    );
    expect(labels).toMatchObject({ destination_workload: 'unknown', destination_service_name: 'payment' });
  });

  test('reads the reporter that knows, and ztunnel by its own name', () => {
    const told = errors('503', ['UF'], { reporter: 'destination' });
    const subject = subjectOf('shop/checkout > shop/payment', { symptom: told });
    expect(made(subject, { about: 'outcome' }).expr).toContain('{reporter="destination",');
    const tcp = edge(
      'shop/checkout > shop/redis',
      { bytes: 10 },
      { shown: 'ztunnel', service: service('shop/redis') },
    );
    const { expr } = made({ ...subject, edge: tcp, symptom: null });
    expect(expr).toContain('istio_tcp_connections_closed_total{app="ztunnel",reporter="source",');
  });

  test('carries the scope in every selector and as labels', () => {
    const scope = [{ label: 'mesh_id', value: 'prod' }];
    const { expr, labels } = made(subjectOf('a/b > c/d'), { scope, about: 'stopped' });
    expect(expr.match(/istio_\w+\{/g)).toHaveLength(expr.match(/\{mesh_id="prod",/g)?.length ?? 0);
    expect(labels.mesh_id).toBe('prod');
  });
});

/** Names as hostile as a label's value may be. */
const name = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
  fc.constantFrom('{{ .Value }}', '"}', 'a\nb', '{{{', 'on', '\\', '%{', 'a: b', '1.5', '~'),
);
const said = { count: 100 };
const subject = fc.record({
  names: fc.tuple(name, name, name, name),
  kind: fc.constantFrom('workload', 'service', 'external', 'passthrough', 'blackhole', 'unknown' as const),
  protocol: fc.constantFrom('http', 'grpc', 'tcp' as const),
  reporter: fc.constantFrom('source', 'destination', 'waypoint', 'ztunnel' as const),
  flags: fc.subarray(['UC', 'UF', 'URX', 'DENY']),
  code: fc.constantFrom('503', '-', '404', '200', ''),
  clusters: fc.boolean(),
});

test('whatever the edge: the YAML is read back as it was, and the PromQL is PromQL', () => {
  fc.assert(
    fc.property(subject, fc.constantFrom('critical', 'warning' as const), (drawn, severity) => {
      const [from, at, to, host] = drawn.names;
      const { protocol, reporter, flags, code, clusters } = drawn;
      const one: AlertSubject = {
        ...subjectOf('a/b > c/d', { clusters, symptom: errors(code, flags, { reporter }) }),
        source: node('a/b', { name: from, namespace: at }),
        target: node('c/d', { name: to, namespace: at, kind: drawn.kind }),
        edge: edge('a/b > c/d', said, { protocol, shown: reporter, service: { ...service('c/d'), host } }),
      };
      for (const about of alertChoices(one)) {
        const link = () => `https://weft.example/alert?a=${encodeURIComponent(from)}`;
        const rule = made(one, { about, severity, link, diagnosis: from });
        const called = ruleName(one, about);
        expect(called).toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
        expect(parse(ruleFileText(called, rule), { version: '1.1' })).toEqual({
          groups: [{ name: called, rules: [rule] }],
        });
        const object = prometheusRule(called, rule, 'monitoring');
        expect(parse(prometheusRuleText(object), { version: '1.1' })).toEqual(object);
        expect(faults(rule.expr)).toEqual([]);
      }
    }),
  );
});

/** Where the official grammar finds no PromQL. */
function faults(promql: string): readonly string[] {
  const found: string[] = promql === '' ? ['nothing'] : [];
  parser.parse(promql).iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) found.push(promql.slice(from, to + 20));
    },
  });
  return found;
}
