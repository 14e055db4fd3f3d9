import { objectAt, textAt } from '#lib/core/json.ts';
import {
  checkDurations,
  checkNotNegative,
  checkPercent,
  checkPort,
  type Part,
  partAt,
  partsAt,
} from '../checks/common.ts';
import type { Findings } from '../verdict.ts';

/** A trafficPolicy of a DestinationRule, of a subset of it, or of one port. */
export function checkTrafficPolicy(found: Findings, { path, value }: Part): void {
  found.errorIf(
    Object.keys(value).filter((key) => key !== 'port').length === 0,
    `${path}: a traffic policy needs at least one field`,
  );
  found.errorIf(
    value.tunnel !== undefined && value.proxyProtocol !== undefined,
    `${path}: tunnel and proxyProtocol cannot be set together`,
  );
  const pool = partAt(value, 'connectionPool', path);
  if (pool) checkConnectionPool(found, pool);
  const outlier = partAt(value, 'outlierDetection', path);
  if (outlier) checkOutlierDetection(found, outlier);
  const balancer = partAt(value, 'loadBalancer', path);
  if (balancer) checkLoadBalancer(found, balancer);
  const tls = partAt(value, 'tls', path);
  if (tls) checkClientTls(found, tls);
  const budget = partAt(value, 'retryBudget', path);
  if (budget) checkPercent(found, budget, 'percent');
  for (const port of partsAt(value, 'portLevelSettings', path)) {
    checkPort(found, `${port.path}.port.number`, objectAt(port.value, 'port').number);
    checkTrafficPolicy(found, port);
  }
}

/** The limits of a connection pool. */
export function checkConnectionPool(found: Findings, { path, value }: Part): void {
  found.errorIf(
    value.http === undefined && value.tcp === undefined,
    `${path}: a connection pool needs http or tcp settings`,
  );
  const http = partAt(value, 'http', path);
  if (http) {
    checkNotNegative(found, http, 'http1MaxPendingRequests', 'http2MaxRequests', 'maxRequestsPerConnection');
    checkNotNegative(found, http, 'maxRetries', 'maxConcurrentStreams');
    checkDurations(found, http, 'idleTimeout');
    found.errorIf(
      http.value.h2UpgradePolicy === 'UPGRADE' && http.value.useClientProtocol === true,
      `${http.path}: useClientProtocol cannot be true where h2UpgradePolicy is UPGRADE`,
    );
  }
  const tcp = partAt(value, 'tcp', path);
  if (!tcp) return;
  checkNotNegative(found, tcp, 'maxConnections');
  checkDurations(found, tcp, 'connectTimeout', 'maxConnectionDuration', 'idleTimeout');
  const keepalive = partAt(tcp.value, 'tcpKeepalive', tcp.path);
  if (keepalive) checkDurations(found, keepalive, 'time', 'interval');
}

function checkOutlierDetection(found: Findings, part: Part): void {
  const { path, value } = part;
  checkDurations(found, part, 'interval', 'baseEjectionTime');
  checkPercent(found, part, 'maxEjectionPercent', 'minHealthPercent');
  checkNotNegative(found, part, 'consecutive5xxErrors', 'consecutiveGatewayErrors');
  if (value.consecutiveErrors !== undefined) {
    found.warn(
      `${path}.consecutiveErrors is ignored: use consecutive5xxErrors or consecutiveGatewayErrors, or the proxies' default of 5 applies`,
    );
  }
  const local = value.consecutiveLocalOriginFailures;
  found.errorIf(
    typeof local === 'number' && local > 0 && value.splitExternalLocalOriginErrors !== true,
    `${path}.consecutiveLocalOriginFailures: counts only where splitExternalLocalOriginErrors is true`,
  );
}

function checkLoadBalancer(found: Findings, part: Part): void {
  const { path, value } = part;
  if (value.simple === 'LEAST_CONN') {
    found.warn(`${path}.simple: LEAST_CONN is deprecated and means LEAST_REQUEST, which says it better`);
  }
  if (value.warmupDurationSecs !== undefined) {
    found.warn(`${path}.warmupDurationSecs is deprecated: use warmup.duration`);
  }
  checkDurations(found, part, 'warmupDurationSecs');
  const warmup = partAt(value, 'warmup', path);
  if (warmup) checkDurations(found, warmup, 'duration');
  const hash = partAt(value, 'consistentHash', path);
  const cookie = hash && partAt(hash.value, 'httpCookie', hash.path);
  if (hash?.value.minimumRingSize !== undefined) {
    found.warn(`${hash.path}.minimumRingSize is deprecated: use ringHash.minimumRingSize`);
  }
  found.errorIf(
    cookie !== null && textAt(cookie.value, 'name') === '',
    `${cookie?.path}.name: the cookie has no name`,
  );
  found.errorIf(
    cookie !== null && cookie.value.ttl === undefined,
    `${cookie?.path}.ttl: the cookie has no time to live`,
  );
  const locality = partAt(value, 'localityLbSetting', path);
  if (locality) checkLocality(found, locality);
}

function checkLocality(found: Findings, { path, value }: Part): void {
  const ways = ['distribute', 'failover', 'failoverPriority'].filter((way) => value[way] !== undefined);
  found.errorIf(
    ways.includes('distribute') && ways.length > 1,
    `${path}: distribute cannot be set beside ${ways.filter((way) => way !== 'distribute').join(' or ')}`,
  );
  for (const part of partsAt(value, 'distribute', path)) {
    const weights = Object.values(objectAt(part.value, 'to')).filter((weight) => typeof weight === 'number');
    const sum = weights.reduce((total, weight) => total + weight, 0);
    found.errorIf(sum !== 100, `${part.path}.to: the weights sum to ${sum} and must sum to 100`);
  }
  for (const part of partsAt(value, 'failover', path)) {
    const [from, to] = [textAt(part.value, 'from'), textAt(part.value, 'to')];
    found.errorIf(from === to, `${part.path}: fails over from ${from} to itself`);
  }
}

function checkClientTls(found: Findings, { path, value }: Part): void {
  const has = (key: string): boolean => textAt(value, key) !== '';
  const files = ['clientCertificate', 'privateKey', 'caCertificates'].filter(has);
  if (value.mode === 'MUTUAL' && !has('credentialName')) {
    found.errorIf(!has('clientCertificate'), `${path}.clientCertificate: needed where the mode is MUTUAL`);
    found.errorIf(!has('privateKey'), `${path}.privateKey: needed where the mode is MUTUAL`);
  }
  found.errorIf(
    has('credentialName') && files.length > 0,
    `${path}: credentialName cannot be set beside ${files.join(', ')}`,
  );
  found.errorIf(
    value.mode === 'ISTIO_MUTUAL' && (files.length > 0 || has('credentialName')),
    `${path}: with ISTIO_MUTUAL the certificates are Istio's own, and none can be given`,
  );
}
