type Args = Readonly<Record<string, string>>;

/** What a reason means and what to do. `from` and `to` are among the args of all. */
export interface ReasonText {
  readonly title: string;
  readonly cause: (args: Args) => string;
  readonly cure: (args: Args) => string;
}

/** The reasons why there may be no edge between two nodes, those that explain it best first. */
export const reasonTexts = {
  'hidden-by-filter': {
    title: 'The edge is there, and hidden',
    cause: (a) =>
      `There is traffic from ${a.from} to ${a.to}; the namespaces chosen or a hide expression leave it out.`,
    cure: () => 'Choose a namespace of one of the two, or clear the hide expression.',
  },
  'no-access': {
    title: 'One of the two may not be read',
    cause: () =>
      'Nodes of namespaces that you may not read are drawn without a name, and what runs between two such is left out.',
    cure: () => 'Ask for leave to get and list objects in the namespace.',
  },
  'query-failed': {
    title: 'A query failed',
    cause: (a) =>
      `The query "${a.query}" of this refresh failed, so edges that it would have brought are missing.`,
    cure: () =>
      'Refresh; if it fails again, look at the time and the series that the telemetry panel shows for it.',
  },
  'drawn-at-workload': {
    title: 'Requests to the Service are drawn at its workloads',
    cause: (a) =>
      `${a.from} calls the Service; the edge ends at the workload that answered, not at the Service.`,
    cure: () => 'Switch on service nodes to see the Service between the two.',
  },
  'goes-through': {
    title: 'Traffic goes through another node',
    cause: (a) =>
      `What ${a.from} sends reaches ${a.to} by way of ${a.through}, so there are edges to and from that instead.`,
    cure: () => 'Follow the path; each edge on it has numbers of its own.',
  },
  'ended-at-service': {
    title: 'Requests reached no workload',
    cause: (a) => `${a.from} calls ${a.service}, but the requests ended in its own proxy: ${a.outcome}.`,
    cure: () => 'Open the edge to the Service: its response flags name what failed.',
  },
  'other-way': {
    title: 'The traffic runs the other way',
    cause: (a) => `${a.to} calls ${a.from}. Answers are part of the request and make no edge of their own.`,
    cure: () => 'Look at the edge in the other direction.',
  },
  'nobody-reports': {
    title: 'Neither end has a proxy',
    cause: (a) => `${a.from} and ${a.to} run without a proxy; nothing counts what passes between them.`,
    cure: () =>
      'Take one of them into the mesh: label its namespace for injection or for ambient, and restart its pods.',
  },
  'caller-without-proxy': {
    title: 'The caller has no proxy',
    cause: (a) =>
      `${a.from} runs without a proxy. What it sends is counted at ${a.to} alone, from a caller that is not known.`,
    cure: () =>
      'Take the caller into the mesh: label its namespace for injection or for ambient, and restart its pods.',
  },
  'strict-mtls': {
    title: 'Plain text is refused before it is counted',
    cause: (a) =>
      `${a.to} takes mutual TLS only, and ${a.from} has no proxy to speak it. The connection is closed before there is a request.`,
    cure: () => 'Take the caller into the mesh, or set the port to PERMISSIVE while it is outside.',
  },
  'caller-not-known': {
    title: 'Requests arrive, but not under the caller’s name',
    cause: (a) =>
      `${a.to} receives requests from a caller that its proxy could not name. Without mutual TLS, or behind something that ends the connection, the caller’s name does not arrive.`,
    cure: () =>
      'Look at the edge from the unknown caller: if its traffic is plain text, find the DestinationRule or port that switches mutual TLS off.',
  },
  'as-passthrough': {
    title: 'The proxy did not know the destination',
    cause: (a) =>
      `${a.from} sends traffic that its proxy could not match to any service: it is drawn as ${a.drawn}. Calls to ${a.to} by address, or by a host that the proxy does not know, are among it.`,
    cure: () =>
      'Call the Service by its name, let the Sidecar know the host, or declare a ServiceEntry for it.',
  },
  'ports-excluded': {
    title: 'The traffic passes beside the proxy',
    cause: (a) =>
      `The annotation ${a.annotation} ("${a.value}") keeps it out of the proxy, so it is not counted.`,
    cure: (a) => `Remove ${a.excluded} from the annotation in the pod template, and restart the pods.`,
  },
  'host-network': {
    title: 'Pods on the network of their host have no proxy',
    cause: (a) => `Pods of ${a.who} use hostNetwork; neither injection nor ambient captures their traffic.`,
    cure: () => 'Run them on the pod network, or accept that the other end alone reports.',
  },
  'egress-scope': {
    title: 'The Sidecar of the caller leaves the host out',
    cause: (a) => `The proxy of ${a.from} is not told of ${a.host}: no egress host of the Sidecar covers it.`,
    cure: (a) => `Add "${a.add}" to the egress hosts of the Sidecar.`,
  },
  'not-exported': {
    title: 'The service is not visible to the caller',
    cause: (a) => `${a.host} is not exported to namespace ${a.namespace}; proxies there do not know it.`,
    cure: () =>
      'Add the namespace to exportTo of the Service (annotation networking.istio.io/exportTo) or of the ServiceEntry.',
  },
  'no-ready-endpoint': {
    title: 'No pod of the service is ready',
    cause: (a) => `${a.service} has no ready endpoint: requests end in the caller’s proxy with 503 UH.`,
    cure: () => 'Look at the pods of the service and their readiness; if none is meant to run, this is why.',
  },
  'selects-nothing': {
    title: 'The Service selects no pod',
    cause: (a) => `${a.service} has a selector that no pod matches.`,
    cure: () => 'Compare the selector of the Service with the labels of the pods.',
  },
  'no-pods': {
    title: 'There are no pods',
    cause: (a) => `${a.who} has no pods: there is nobody who could send or answer.`,
    cure: () => 'Scale it up; if it is scaled to none on purpose, this is why.',
  },
  'no-service': {
    title: 'No Service leads to it',
    cause: (a) =>
      `No Service selects the pods of ${a.to}. Who calls them by address is not matched to a service and drawn as passthrough.`,
    cure: () => 'Create a Service for it, headless if the pods are to be reached one by one.',
  },
  denied: {
    title: 'A policy lets nothing in',
    cause: (a) =>
      `${a.to} lets nothing in. Refused HTTP requests would still make an edge, with 403; TCP that is refused carries no bytes and may make none.`,
    cure: () => 'If the call is meant to pass, add an ALLOW rule for the caller’s service account.',
  },
  'metrics-off': {
    title: 'Metrics are switched off',
    cause: (a) => `A Telemetry object switches metrics off for ${a.who}.`,
    cure: () =>
      'Remove the override with disabled: true, or limit it to metrics that the graph does not read.',
  },
  'not-scraped': {
    title: 'Its proxy is not scraped',
    cause: (a) =>
      `The pods of ${a.who} say prometheus.io/scrape: "false", so Prometheus leaves their proxies out.`,
    cure: () => 'Remove the annotation, or scrape port 15020 (15090 without merged metrics) by a PodMonitor.',
  },
  'no-series': {
    title: 'Nothing is heard from its proxy',
    cause: (a) => `${a.who} has a proxy, and no series of any edge comes from it in this window.`,
    cure: () =>
      'If it has traffic, look whether Prometheus scrapes its pods: the target, NetworkPolicies, and port 15020 or 15090.',
  },
  unplaced: {
    title: 'Series that could not be placed',
    cause: (a) => `${a.series} series of this window could not be drawn: ${a.reason}. ${a.named}`,
    cure: (a) => a.cure ?? '',
  },
  'window-too-short': {
    title: 'Nothing in this window',
    cause: (a) => `In the last ${a.window} nothing was seen of this call; ${a.idle}.`,
    cure: () => 'Choose a longer window: calls that are rarer than the window show in a longer one.',
  },
  'not-configured': {
    title: 'Weft does not know the configuration of one of the two',
    cause: (a) =>
      `${a.who} is not among the workloads and services that Weft can read, so nothing can be said of its proxy.`,
    cure: () => 'Look whether its cluster is connected, and whether the kinds it is made of may be listed.',
  },
  'no-call': {
    title: 'There seems to be no call',
    cause: (a) =>
      `Both ends report, nothing stands in the way, and no series names both: ${a.from} does not seem to call ${a.to}.`,
    cure: () => 'Make a call and refresh; if it still does not show, look at the logs of the caller’s proxy.',
  },
} as const satisfies Record<string, ReasonText>;
