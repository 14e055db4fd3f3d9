import type { Unplaced } from './model.ts';

/** Why series of a kind cannot be drawn, and what to do about it. */
export interface UnplacedCure {
  readonly title: string;
  /** What is wrong with the series. */
  readonly means: string;
  /** Which installations bring it about. */
  readonly comesFrom: string;
  readonly cure: string;
}

/** A text for every reason for which a series has no place on the graph. */
export const unplacedCures: Readonly<Record<Unplaced['reason'], UnplacedCure>> = {
  'missing-labels': {
    title: 'Labels are missing',
    means:
      'The series lacks a label that names an end: source_workload, source_workload_namespace, destination_workload, destination_workload_namespace or destination_service. Prometheus drops a label whose value is empty.',
    comesFrom:
      'A Telemetry object (or an EnvoyFilter of older installations) that removes tags to save series; a labeldrop or metric_relabel_configs rule of the scrape job; a recording rule or federation that sums these labels away.',
    cure: 'Keep the five labels: look for tagOverrides with operation REMOVE in Telemetry objects, for labeldrop and labelkeep in the scrape job, and for the "by" clause of recording rules. The example shows which label is absent.',
  },
  'bad-source': {
    title: 'The caller is half named',
    means:
      'The series names the namespace, the workload or the application of the caller, but not both workload and namespace, so it cannot be said who called.',
    comesFrom:
      'Callers whose proxy could not tell its owner: pods without a controller that were injected by hand, virtual machines without ISTIO_META_WORKLOAD_NAME, proxies of a much older version, a mesh of which another part rewrites labels.',
    cure: 'Give the caller a workload name: deploy it by a controller, or set the label service.istio.io/workload-name on the pod, and in WorkloadGroups for virtual machines. Then restart it, for a proxy reads its identity at its start.',
  },
  'bad-destination': {
    title: 'The destination is only an address',
    means:
      'The proxy knew no service for the request and wrote the address that was called. An address alone is nothing to draw: each pod would be another node.',
    comesFrom:
      'Programs that call pod addresses or addresses outside instead of names, headless services reached by pod address, and destinations that no Service or ServiceEntry declares.',
    cure: 'Call the Service by its name; for a host or an address outside declare a ServiceEntry with it in hosts or addresses.',
  },
  'unknown-protocol': {
    title: 'A protocol that Weft does not draw',
    means: 'The label request_protocol is neither http nor grpc, or it is absent.',
    comesFrom:
      'A Telemetry object that removes or rewrites request_protocol, proxies of other meshes whose metrics have the same names, and extensions that count requests of their own protocol.',
    cure: 'Look at request_protocol in the example. Where a tag override sets it, remove the override; where another system writes istio_requests_total, give its scrape job a metric prefix or leave it out of this data source.',
  },
  'unknown-reporter': {
    title: 'Nobody says who reported it',
    means:
      'The label reporter is not source, destination or waypoint. Without it what two proxies say of one request would be added up to two requests.',
    comesFrom:
      'Recording rules and federation that aggregate without reporter, a Telemetry object that removes the tag, and metrics of other systems under Istio’s names.',
    cure: 'Add reporter to the "by" clause of the recording rule, or point Weft at the Prometheus that scrapes the proxies themselves.',
  },
};
