import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { AlertAbout, AlertRule, AlertSeverity } from '#lib/alerts/alert-rule.ts';
import type { AlertSubject } from '#lib/alerts/alert-subject.ts';
import { makeAlertRule } from '#lib/alerts/make-alert-rule.ts';
import { ruleFileText } from '#lib/alerts/rule-document.ts';
import { errors, subjectOf } from '#lib/alerts/testing/subject.ts';
import { node } from '#lib/graph/testing/elements.ts';
import { keptValue } from '#lib/prom/label-value.ts';
import { toPromql } from '#lib/prom/promql.ts';
import { findProgram } from './real/find-program.ts';

const promtool = findProgram('promtool');
if (promtool === null) console.warn('not run: alert rules by promtool, because it is not in PATH');

const run = promisify(execFile);

function ruleOf(subject: AlertSubject, about: AlertAbout, severity: AlertSeverity = 'critical'): AlertRule {
  const wanted = { about, severity, bound: 500, diagnosis: null, link: null, scope: [] };
  return makeAlertRule(subject, wanted, (expr) => toPromql(expr)).rule;
}

/** Labels of a series as a caller's proxy writes them. */
const at = (more: Readonly<Record<string, string>>) =>
  Object.entries({
    reporter: 'source',
    source_workload: 'checkout',
    source_workload_namespace: 'shop',
    destination_workload: 'payment',
    destination_workload_namespace: 'shop',
    destination_service: 'payment.shop.svc.cluster.local',
    destination_service_name: 'payment',
    destination_service_namespace: 'shop',
    request_protocol: 'http',
    response_code: '200',
    response_flags: '-',
    pod: 'checkout-1',
    ...more,
  })
    .map(([name, value]) => `${name}="${value}"`)
    .join(',');

/** One scrape a minute; `values` in promtool's notation. */
const requests = (values: string, more: Readonly<Record<string, string>> = {}) => ({
  series: `istio_requests_total{${at(more)}}`,
  values,
});

interface Story {
  readonly rule: AlertRule;
  readonly series: readonly { readonly series: string; readonly values: string }[];
  /** Minutes at which one looks, and whether the alert fires then. */
  readonly fires: Readonly<Record<number, boolean>>;
  readonly summary?: string;
}

describe.skipIf(promtool === null)('promtool', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'weft-rules-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const ask = async (args: readonly string[]) =>
    run(promtool ?? 'promtool', [...args], { cwd: folder }).then(
      ({ stdout }) => ({ passed: true, said: stdout }),
      (error: { stdout?: string; stderr?: string }) => ({
        passed: false,
        said: `${error.stdout ?? ''}${error.stderr ?? ''}`,
      }),
    );

  async function plays({ rule, series, fires, summary }: Story) {
    await writeFile(join(folder, 'rules.yaml'), ruleFileText('group', rule));
    const alerts = Object.entries(fires).map(([minute, isFiring]) => ({
      eval_time: `${minute}m`,
      alertname: rule.alert,
      exp_alerts: isFiring
        ? [{ exp_labels: rule.labels, exp_annotations: { ...rule.annotations, summary: summary ?? '' } }]
        : [],
    }));
    const tests = [{ interval: '1m', input_series: series, alert_rule_test: alerts }];
    await writeFile(
      join(folder, 'test.yaml'),
      stringify({ rule_files: ['rules.yaml'], evaluation_interval: '1m', tests }),
    );
    const { passed, said } = await ask(['test', 'rules', 'test.yaml']);
    expect(passed, said).toBe(true);
  }

  const payment = (code: string, flags: readonly string[]) =>
    subjectOf('shop/checkout > shop/payment', { symptom: errors(code, flags) });

  test('fires on plaintext to a strict callee, and not before', async () => {
    await plays({
      rule: ruleOf(payment('503', ['UC']), 'outcome'),
      series: [
        requests('0+600x60 36000x60'),
        requests('_x60 0+600x60', { response_code: '503', response_flags: 'UC' }),
        // What another caller does is not this edge's.
        requests('0+600x120', { response_code: '503', response_flags: 'UC', source_workload: 'other' }),
      ],
      fires: { 50: false, 61: false, 75: true },
      summary: 'checkout (shop) → payment (shop): 100% of requests end with 503 UC',
    });
  });

  test('does not fire on a healthy mesh, on one of one, or on what is tolerated', async () => {
    const rule = ruleOf(payment('503', ['UC']), 'errors');
    const failed = { response_code: '503', response_flags: 'UC' };
    await plays({ rule, series: [requests('0+600x120')], fires: { 60: false, 119: false } });
    await plays({
      rule,
      series: [requests('0x30 1x90', failed)],
      fires: { 31: false, 33: false, 60: false },
    });
    await plays({
      rule,
      series: [requests('0+600x120'), requests('0+30x120', failed)],
      fires: { 60: false, 119: false },
    });
  });

  test('stops firing soon after the errors end', async () => {
    await plays({
      rule: ruleOf(payment('503', ['UC']), 'errors'),
      series: [
        requests('0+600x40 24000x20 24600+600x60'),
        requests('0x40 0+600x20 12000x60', { response_code: '503', response_flags: 'UC' }),
      ],
      fires: { 58: true, 70: false },
      summary: 'checkout (shop) → payment (shop): 100% of requests fail',
    });
  });

  test('fires on a service without endpoints, whose series name no workload', async () => {
    const none = { destination_workload: 'unknown', destination_workload_namespace: 'unknown' };
    await plays({
      rule: ruleOf(
        { ...payment('503', ['UH']), target: node('shop/payment', { kind: 'service' }) },
        'outcome',
      ),
      series: [
        requests('0+600x60 36000x60'),
        requests('_x60 0+600x60', {
          ...none,
          response_code: '503',
          response_flags: 'URX,UH',
          destination_service: 'payment:8080',
        }),
      ],
      fires: { 59: false, 80: true },
      summary: 'checkout (shop) → payment (shop): 100% of requests end with 503 UH',
    });
  });

  test('fires on gRPC statuses behind HTTP 200', async () => {
    const outcome = { code: '200', grpcStatus: '14', flags: [] };
    const subject = subjectOf('shop/checkout > shop/payment', { symptom: errors('200', [], { outcome }) });
    await plays({
      rule: ruleOf({ ...subject, edge: { ...subject.edge, protocol: 'grpc' } }, 'outcome'),
      series: [requests('0+60x60', { request_protocol: 'grpc', grpc_response_status: '14' })],
      fires: { 1: false, 40: true },
      summary: 'checkout (shop) → payment (shop): 100% of requests end with gRPC 14',
    });
  });

  test('fires when traffic stops, also when its series go', async () => {
    const rule = ruleOf(subjectOf('shop/checkout > shop/payment'), 'stopped');
    const summary =
      'checkout (shop) → payment (shop): traffic has stopped; an hour before there were 3000 requests in five minutes';
    await plays({ rule, series: [requests('0+600x90 54000x60')], fires: { 80: false, 105: true }, summary });
    await plays({ rule, series: [requests('0+600x90 stale')], fires: { 80: false, 105: true }, summary });
  });

  test('fires when the 99th percentile is over its bound', async () => {
    const bucket = (le: string, values: string) => ({
      series: `istio_request_duration_milliseconds_bucket{${at({ le })}}`,
      values,
    });
    await plays({
      rule: ruleOf(subjectOf('shop/checkout > shop/payment'), 'slow'),
      series: [
        requests('0+600x60'),
        bucket('100', '0+600x30 18000x30'),
        bucket('1000', '0+600x60'),
        bucket('+Inf', '0+600x60'),
      ],
      fires: { 20: false, 50: true },
      summary:
        'checkout (shop) → payment (shop): one request in a hundred takes 991 ms or more, the bound is 500 ms',
    });
  });

  test('fires on TCP connections that fail', async () => {
    const subject = subjectOf('shop/checkout > shop/payment', {}, { bytes: 1 });
    const closed = (values: string, response_flags: string) => ({
      series: `istio_tcp_connections_closed_total{${at({ response_flags })}}`,
      values,
    });
    await plays({
      rule: ruleOf(subject, 'errors'),
      series: [closed('0+10x60', '-'), closed('0x30 0+10x30', 'UF')],
      fires: { 20: false, 59: true },
      summary: 'checkout (shop) → payment (shop): 50% of connections fail',
    });
  });

  test('takes rules of edges with any names', async () => {
    const names = fc.sample(
      fc.tuple(fc.string({ unit: 'binary' }), fc.constantFrom('{{', '{{ $x }}', '"', '\\', '\n', '{{{`')),
      { numRuns: 60, seed: 5 },
    );
    const rules = names.map(([name, odd], i) =>
      ruleOf(
        {
          ...payment('503', ['UC']),
          source: node('a/b', { name: keptValue(`${name}${odd}${i}`), namespace: odd }),
        },
        'outcome',
      ),
    );
    const groups = rules.map((rule, i) => ({ name: `g${i}`, rules: [rule] }));
    await writeFile(join(folder, 'any.yaml'), stringify({ groups }, { version: '1.1', lineWidth: 0 }));
    const { passed, said } = await ask(['check', 'rules', 'any.yaml']);
    expect(passed, said).toBe(true);
    expect(said).toContain(`${rules.length} rules found`);
  });
});
