import { expect, test } from 'vitest';
import { seconds } from '#lib/core/units.ts';
import { toPromql } from '../promql.ts';
import { answersOver, durationsByVersion, requestsByVersion } from './by-version.ts';

const w = seconds.parse(300);
const reviews = { hosts: ['reviews.shop.svc.cluster.local'], cluster: null } as const;

test('requests are asked for by the names that callers may write', () => {
  expect(toPromql(requestsByVersion(reviews, w).expr)).toBe(
    'sum by (reporter, destination_service, destination_canonical_service, destination_canonical_revision, ' +
      'destination_version, response_code, grpc_response_status, response_flags) (' +
      String.raw`rate(istio_requests_total{destination_service=~"(reviews\\.shop|reviews\\.shop\\.svc|reviews\\.shop\\.svc\\.cluster\\.local)(:[0-9]+)?"}[300s])` +
      ' or ' +
      'rate(istio_requests_total{destination_service=~"(reviews)(:[0-9]+)?",source_workload_namespace="shop"}[300s]))',
  );
});

test('a host outside has no short name, and of several clusters one is meant', () => {
  const api = { hosts: ['api.example.com'], cluster: 'east' } as const;
  expect(toPromql(answersOver('1h', api, w).expr)).toBe(
    String.raw`sum by (reporter, response_code, grpc_response_status, response_flags) (rate(istio_requests_total{destination_service=~"(api\\.example\\.com)(:[0-9]+)?",destination_cluster=~"(east|unknown)?"}[300s]))`,
  );
});

test('durations are of what came to a pod', () => {
  expect(toPromql(durationsByVersion(reviews, w).expr)).toBe(
    'sum by (le, reporter, destination_service, destination_canonical_service, destination_canonical_revision, destination_version) ' +
      String.raw`(rate(istio_request_duration_milliseconds_bucket{destination_service=~"(reviews\\.shop\\.svc\\.cluster\\.local)(:[0-9]+)?"}[300s]))`,
  );
});
