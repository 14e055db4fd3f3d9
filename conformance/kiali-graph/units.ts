import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { identify, type ViewIdentity } from '#lib/graph/view/identify.ts';
import { applying, judge, type Verdict, worse } from '#lib/health/judge.ts';
import { rateAnnotation, readRateAnnotation } from '#lib/health/rate-annotation.ts';
import { judgeReplicas, scaledToNone, worstOf } from '#lib/health/replicas.ts';
import { isGrpcError, isHttpError, responseCode } from '#lib/health/response-code.ts';
import { type Direction, readTolerance } from '#lib/health/tolerance.ts';
import { tolerancesFor } from '#lib/health/tolerance-config.ts';
import { brokenCase, type CaseOutcome, rowOutcome, unitKind } from '../case-outcome.ts';
import { healthRate } from './case-file.ts';
import { scopedOutcomes } from './query-scope.ts';
import { firstPlace, rateText } from './rate-text.ts';
import { toleranceRules } from './view-of-case.ts';

type Table = (json: unknown) => CaseOutcome[];

/** Runs the tables of the suite against the functions that the product uses. A table that is not there has no rows. */
export function unitOutcomes(dir: string): readonly CaseOutcome[] {
  return Object.entries(tables).flatMap(([name, table]) => {
    const file = path.join(dir, `${name}.json`);
    if (!existsSync(file)) return [];
    try {
      return table(JSON.parse(readFileSync(file, 'utf8')));
    } catch (error) {
      return [brokenCase(name, unitKind, null, error)];
    }
  });
}

const count = z.number();
const byName = z.record(z.string(), count);

const edgeTable = z.object({
  cases: z.array(
    z.object({
      name: z.string(),
      protocol: z.string(),
      responses: z.record(z.string(), byName),
      totalRequests: count,
      tolerances: healthRate.shape.tolerance,
      expected: z.string(),
    }),
  ),
});

const statusWord = (verdict: Verdict | null): string => {
  if (verdict === null) return 'NA';
  if (verdict.rule === scaledToNone) return 'Not Ready';
  const words = { healthy: 'Healthy', degraded: 'Degraded', failing: 'Failure', idle: 'NA', unknown: 'NA' };
  return words[verdict.status];
};

const edgeStatus: Table = (json) =>
  edgeTable.parse(json).cases.map(({ name, protocol, responses, totalRequests, tolerances, expected }) => {
    const rows = Object.entries(responses).map(([code, byFlag]) => ({
      code,
      count: Object.values(byFlag).reduce((sum, n) => sum + n, 0),
    }));
    const read = tolerances.flatMap((written) => readTolerance(written) ?? []);
    const of = (direction: Direction) => judge(rows, totalRequests, { protocol, direction }, read);
    return rowOutcome(
      `health-edge-status/${name}`,
      statusWord(worse(of('inbound'), of('outbound'))),
      expected,
    );
  });

const traffic = z.record(z.string(), byName);
const nodeTable = z.object({
  cases: z.array(
    z.object({
      name: z.string(),
      kind: z.string(),
      namespace: z.string(),
      entity: z.string(),
      annotation: z.string().nullable(),
      rates: z.array(healthRate).nullish(),
      requests: z.object({ inbound: traffic, outbound: traffic }),
      workloadStatuses: z.array(
        z.object({ desired: count, current: count, available: count, syncedProxies: count }),
      ),
      expected: z.string(),
    }),
  ),
});

const nodeStatus: Table = (json) =>
  nodeTable.parse(json).cases.map((row, i) => {
    const annotations = row.annotation === null ? undefined : { [rateAnnotation]: row.annotation };
    const entity = { namespace: row.namespace, kind: row.kind, name: row.entity };
    const tolerances =
      readRateAnnotation(annotations) ?? tolerancesFor(toleranceRules(row.rates ?? []), entity);
    const verdicts = (['inbound', 'outbound'] as const).flatMap((direction) =>
      Object.entries(row.requests[direction]).flatMap(([protocol, codes]) => {
        const rows = Object.entries(codes).map(([code, n]) => ({ code, count: n }));
        const total = rows.reduce((sum, one) => sum + one.count, 0);
        if (applying(tolerances, { protocol, direction }).length === 0) return [];
        return [judge(rows, total, { protocol, direction }, tolerances)];
      }),
    );
    const replicas = row.workloadStatuses.map(({ syncedProxies, ...counts }) =>
      judgeReplicas({ ...counts, synced: syncedProxies < 0 ? null : syncedProxies }),
    );
    return rowOutcome(
      `health-node-status/${row.name}#${i}`,
      statusWord(worstOf([...verdicts, ...replicas])),
      row.expected,
    );
  });

const codeTable = z.object({
  cases: z.array(
    z.object({
      protocol: z.string(),
      responseCode: z.string(),
      grpcResponseStatus: z.string().nullable(),
      expected: z.string(),
    }),
  ),
  isHTTPErr: z.array(z.object({ code: z.string(), expected: z.boolean() })).default([]),
  isGRPCErr: z.array(z.object({ code: z.string(), expected: z.boolean() })).default([]),
});

const responseCodes: Table = (json) => {
  const { cases, isHTTPErr, isGRPCErr } = codeTable.parse(json);
  const errors = (name: string, rows: typeof isHTTPErr, is: (code: string) => boolean) =>
    rows.map(({ code, expected }) => rowOutcome(`response-code/${name} "${code}"`, is(code), expected));
  return [
    ...cases.map(({ protocol, responseCode: code, grpcResponseStatus: grpc, expected }) =>
      rowOutcome(
        `response-code/${protocol} ${code} ${grpc ?? ''}`,
        responseCode(protocol, code, grpc),
        expected,
      ),
    ),
    ...errors('http error', isHTTPErr, isHttpError),
    ...errors('grpc error', isGRPCErr, isGrpcError),
  ];
};

const idTable = z.object({
  cases: z.array(
    z.object({
      cluster: z.string(),
      serviceNamespace: z.string(),
      service: z.string(),
      workloadNamespace: z.string(),
      workload: z.string(),
      app: z.string(),
      version: z.string(),
      graphType: z.enum(['workload', 'app', 'versionedApp', 'service']),
      id: z.string().nullable(),
      nodeType: z.string().nullable(),
    }),
  ),
});

/** An identity as Kiali spells it. */
function spell(identity: ViewIdentity): string {
  const { kind, cluster } = identity;
  if (kind === 'unknown') return `${cluster}_unknown_source`;
  if (kind !== 'app')
    return `${kind === 'workload' ? 'wl' : 'svc'}_${cluster}_${identity.namespace}_${identity.name}`;
  const at = `${cluster}_${identity.namespace}`;
  if (identity.by === null) return `app_${at}_${identity.app}`;
  return 'workload' in identity.by
    ? `vapp_${at}_${identity.by.workload}`
    : `vapp_${at}_${identity.app}_${identity.by.version}`;
}

const nodeIds: Table = (json) =>
  idTable.parse(json).cases.map(({ id, nodeType, graphType, workloadNamespace, ...end }, i) => {
    const identity = identify({ ...end, namespace: workloadNamespace }, graphType);
    const is = identity === null ? [null, null] : [spell(identity), identity.kind];
    return rowOutcome(`node-id/${graphType} ${id ?? 'none'}#${i}`, is, [id, nodeType]);
  });

const rateTable = z.object({
  rateToString: z.array(z.object({ minPrecision: count, value: count, expected: z.string() })).default([]),
  calcPrecision: z.array(z.object({ value: count, max: count, expected: count })).default([]),
});

const rateTexts: Table = (json) => {
  const { rateToString, calcPrecision } = rateTable.parse(json);
  return [
    ...rateToString.map(({ minPrecision, value, expected }) =>
      rowOutcome(`rate-format/${value} to ${minPrecision}`, rateText(value, minPrecision), expected),
    ),
    ...calcPrecision.map(({ value, max, expected }) =>
      rowOutcome(`rate-format/place of ${value}`, firstPlace(value, max), expected),
    ),
  ];
};

const tables: Readonly<Record<string, Table>> = {
  'health-edge-status': edgeStatus,
  'health-node-status': nodeStatus,
  'response-code': responseCodes,
  'node-id': nodeIds,
  'rate-format': rateTexts,
  'query-scope': scopedOutcomes,
};
