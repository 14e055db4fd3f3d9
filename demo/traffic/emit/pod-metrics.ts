import type { PodNode } from '#demo/traffic/config/workloads.ts';
import type { Outcome } from '#demo/traffic/flow/outcome.ts';
import type { LiveSeries, MetricFamily } from '#demo/traffic/metrics.ts';
import type { BucketList } from './buckets.ts';
import { families } from './families.ts';
import { createHistogram, type HistogramSeries } from './histogram.ts';
import { type Ends, endLabels, securityPolicy, targetLabels } from './labels.ts';

type Labels = Readonly<Record<string, string>>;

export interface RequestSeries {
  readonly total: LiveSeries;
  readonly duration: HistogramSeries;
  /** Null above the budget of series. */
  readonly requestBytes: HistogramSeries | null;
  readonly responseBytes: HistogramSeries | null;
}

export interface MessageSeries {
  readonly requests: LiveSeries;
  readonly responses: LiveSeries;
}

export interface TcpSeries {
  readonly sent: LiveSeries;
  readonly received: LiveSeries;
  readonly opened: LiveSeries;
  readonly closed: LiveSeries;
  /** Connections open now. */
  open: number;
}

/** All series of one pod's proxy. They live as long as the pod. */
export interface PodMetrics {
  readonly pod: PodNode;
  readonly series: readonly LiveSeries[];
  requests(ends: Ends, mutualTls: boolean, protocol: string, outcome: Outcome): RequestSeries;
  messages(ends: Ends): MessageSeries;
  tcp(ends: Ends, mutualTls: boolean, flags: string): TcpSeries;
  /** The same as ztunnel tells it: it knows mutual TLS at both ends, and writes a flag when a connection ends. */
  tunnel(ends: Ends, mutualTls: boolean, flags: string): TcpSeries;
  /** A counter or gauge of its own labels. */
  single(family: MetricFamily, own: Labels): LiveSeries;
  /** A histogram of its own labels and buckets. */
  histogram(family: MetricFamily, own: Labels, list: BucketList): HistogramSeries;
}

export type Histograms = 'all' | 'duration';

/** `port` is the one the proxy (15020) or istiod (15014) is scraped at. `onSeries` is told of each series that is made. */
export function createPodMetrics(
  pod: PodNode,
  port: number,
  histograms: Histograms,
  onSeries: (made: LiveSeries) => void,
): PodMetrics {
  return new ScrapedPod(pod, targetLabels(pod, port), histograms, onSeries);
}

class ScrapedPod implements PodMetrics {
  readonly pod: PodNode;
  readonly series: LiveSeries[] = [];
  private readonly target: Labels;
  private readonly histograms: Histograms;
  private readonly known = new Map<string, unknown>();
  private readonly add: (made: LiveSeries) => void;

  constructor(pod: PodNode, target: Labels, histograms: Histograms, onSeries: (made: LiveSeries) => void) {
    this.pod = pod;
    this.target = target;
    this.histograms = histograms;
    this.add = (made) => {
      this.series.push(made);
      onSeries(made);
    };
  }

  requests(ends: Ends, mutualTls: boolean, protocol: string, outcome: Outcome): RequestSeries {
    const made = (labels: Labels): RequestSeries => ({
      total: this.counter(families.requests, labels),
      duration: createHistogram(families.duration, labels, this.add, this.pod.buckets),
      requestBytes: this.sizes(families.requestBytes, labels),
      responseBytes: this.sizes(families.responseBytes, labels),
    });
    return this.cached('requests', requestLabels(ends, mutualTls, protocol, outcome), made, isRequests);
  }

  messages(ends: Ends): MessageSeries {
    const made = (labels: Labels): MessageSeries => ({
      requests: this.counter(families.requestMessages, labels),
      responses: this.counter(families.responseMessages, labels),
    });
    return this.cached('messages', endLabels(ends), made, isMessages);
  }

  tcp(ends: Ends, mutualTls: boolean, flags: string): TcpSeries {
    const made = (labels: Labels) => tcpSeries((family, own) => this.counter(family, own), labels);
    return this.cached('tcp', tcpLabels(ends, mutualTls, flags), made, isTcp);
  }

  tunnel(ends: Ends, mutualTls: boolean, flags: string): TcpSeries {
    const own = (response_flags: string): Labels => ({
      ...endLabels(ends),
      request_protocol: 'tcp',
      response_flags,
      connection_security_policy: mutualTls ? 'mutual_tls' : 'unknown',
    });
    const made = (labels: Labels) => tcpSeries((family, all) => this.counter(family, all), labels);
    const plain = this.cached('tunnel', own('-'), made, isTcp);
    if (flags === '-') return plain;
    const ended = (labels: Labels): TcpSeries => ({
      ...plain,
      closed: this.counter(families.tcpClosed, labels),
      open: 0,
    });
    return this.cached('tunnel', own(flags), ended, isTcp);
  }

  single(family: MetricFamily, own: Labels): LiveSeries {
    return this.cached(family.name, own, (labels) => this.counter(family, labels), isSeries);
  }

  histogram(family: MetricFamily, own: Labels, list: BucketList): HistogramSeries {
    const made = (labels: Labels) => createHistogram(family, labels, this.add, list);
    return this.cached(family.name, own, made, isHistogram);
  }

  private cached<T>(
    kind: string,
    labels: Labels,
    make: (labels: Labels) => T,
    is: (value: unknown) => value is T,
  ): T {
    const key = `${kind}\u0000${Object.values(labels).join('\u0000')}`;
    const found = this.known.get(key);
    if (is(found)) return found;
    const made = make({ ...labels, ...this.target });
    this.known.set(key, made);
    return made;
  }

  private counter(family: MetricFamily, labels: Labels): LiveSeries {
    const made = { name: family.name, labels, family, value: 0 };
    this.add(made);
    return made;
  }

  private sizes(family: MetricFamily, labels: Labels): HistogramSeries | null {
    return this.histograms === 'all' ? createHistogram(family, labels, this.add, this.pod.buckets) : null;
  }
}

const tcpSeries = (
  counter: (family: MetricFamily, labels: Labels) => LiveSeries,
  labels: Labels,
): TcpSeries => ({
  sent: counter(families.tcpSent, labels),
  received: counter(families.tcpReceived, labels),
  opened: counter(families.tcpOpened, labels),
  closed: counter(families.tcpClosed, labels),
  open: 0,
});

function requestLabels(ends: Ends, mutualTls: boolean, protocol: string, outcome: Outcome): Labels {
  const labels: Record<string, string> = {
    ...endLabels(ends),
    request_protocol: protocol,
    response_code: outcome.code,
    response_flags: outcome.flags,
    connection_security_policy: securityPolicy(ends.reporter, mutualTls),
  };
  // Prometheus drops empty labels: the proxy writes an empty status for what is no gRPC.
  if (outcome.grpc !== '') labels.grpc_response_status = outcome.grpc;
  return labels;
}

const tcpLabels = (ends: Ends, mutualTls: boolean, flags: string): Labels => ({
  ...endLabels(ends),
  request_protocol: 'tcp',
  response_flags: flags,
  connection_security_policy: securityPolicy(ends.reporter, mutualTls),
});

const has = (value: unknown, key: string): boolean =>
  typeof value === 'object' && value !== null && key in value;
const isRequests = (value: unknown): value is RequestSeries => has(value, 'duration');
const isMessages = (value: unknown): value is MessageSeries => has(value, 'responses');
const isTcp = (value: unknown): value is TcpSeries => has(value, 'opened');
const isHistogram = (value: unknown): value is HistogramSeries => has(value, 'counts');
const isSeries = (value: unknown): value is LiveSeries => has(value, 'family');
