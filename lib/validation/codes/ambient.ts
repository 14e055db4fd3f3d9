import type { CodeInfo } from './code-info.ts';

const waypoints = 'https://istio.io/latest/docs/ambient/usage/waypoint/';
const layer7 = 'https://istio.io/latest/docs/ambient/usage/l7-features/';
const sidecars = 'https://istio.io/latest/docs/ambient/migrate/';

/** What goes wrong in ambient and Istio's analyzers do not look for: WEFT1200 to WEFT1299. */
export const ambientCodes = {
  WEFT1200: {
    level: 'warning',
    summary: 'A policy for HTTP where no waypoint reads it',
    breaks:
      'There is no proxy that reads HTTP: ztunnel matches an ALLOW rule about it with nothing and so refuses, any other policy has no effect.',
    fix: 'Create a waypoint (`istioctl waypoint apply`) and label the Service or its namespace with istio.io/use-waypoint.',
    link: layer7,
    text: (a) => `The ${a.kind} needs a proxy that reads HTTP, and ${a.what} uses no waypoint.`,
  },
  WEFT1201: {
    level: 'warning',
    summary: 'A policy for HTTP in ambient that targets nothing',
    breaks:
      'Waypoints heed only policies that target them or a Service behind them, so this one is not enforced there.',
    fix: 'Replace the selector by targetRefs that name the Service, or the Gateway that is the waypoint.',
    link: layer7,
    text: (a) => `Namespace ${a.namespace} is in ambient, and the ${a.kind} has no targetRefs.`,
  },
  WEFT1202: {
    level: 'warning',
    summary: 'A rule for HTTP in an ambient namespace without a waypoint',
    breaks: 'Callers of this namespace send past it: there is no proxy on their way that reads HTTP.',
    fix: 'Give the destination a waypoint (istio.io/use-waypoint), or keep the rule where the destination is.',
    link: waypoints,
    text: (a) =>
      `${a.host} is no Service in ambient, and namespace ${a.namespace}, which is, uses no waypoint that could apply the ${a.kind}.`,
  },
  WEFT1203: {
    level: 'warning',
    summary: 'A rule for HTTP about a Service that uses no waypoint',
    breaks:
      'Requests of ambient callers go to the pods directly: they are neither routed nor balanced by this rule.',
    fix: 'Label the Service or its namespace with istio.io/use-waypoint and the name of a waypoint.',
    link: waypoints,
    text: (a) => `${a.host} is in ambient and uses no waypoint that could apply the ${a.kind}.`,
  },
  WEFT1204: {
    level: 'warning',
    summary: 'A rule in another namespace than its Service in ambient',
    breaks:
      'The waypoint of the Service reads the rules of the Service’s namespace, so this one is not applied there.',
    fix: 'Move it to the namespace of the Service.',
    link: waypoints,
    text: (a) =>
      `${a.host} is in ambient, and its waypoint reads a ${a.kind} in namespace ${a.namespace} only.`,
  },
  WEFT1205: {
    level: 'error',
    summary: 'A sidecar and ambient asked for at once',
    breaks: 'Only one can carry the traffic: which one depends on who comes first, and pods may differ.',
    fix: 'Remove one of the two labels, then restart the pods.',
    link: sidecars,
    text: (a) =>
      `By ${a.whose} it asks for sidecars (${a.label}) and for ambient (istio.io/dataplane-mode=ambient).`,
  },
  WEFT1206: {
    level: 'warning',
    summary: 'A waypoint for a workload outside ambient',
    breaks: 'The label has no effect: only ztunnel and waypoints heed it.',
    fix: 'Put the workload into ambient (istio.io/dataplane-mode=ambient), or remove the label.',
    link: waypoints,
    text: (a) => `It is told to use waypoint ${a.waypoint} and is not in ambient.`,
  },
  WEFT1207: {
    level: 'error',
    summary: 'A waypoint that does not exist',
    breaks: 'Traffic goes without a waypoint: its routes and HTTP policies are not applied.',
    fix: 'Create the waypoint (`istioctl waypoint apply --name … --namespace …`), or name one that exists.',
    link: waypoints,
    text: (a) => `There is no waypoint ${a.waypoint} in namespace ${a.namespace}.`,
  },
  WEFT1208: {
    level: 'error',
    summary: 'Pods carried by ztunnel though a sidecar was asked for',
    breaks: 'They have no sidecar: routing, retries and HTTP policies that rely on one do not apply.',
    fix: 'Decide for one: remove the label for sidecars, or take the workload out of ambient and restart its pods.',
    link: sidecars,
    text: (a) => `Its pods are captured by ambient, and ${a.label} asks for sidecars.`,
  },
  WEFT1209: {
    level: 'warning',
    summary: 'Pods with sidecars where ambient was asked for',
    breaks: 'Ambient leaves pods with a sidecar alone, so what is declared for it does not reach them.',
    fix: 'Restart the pods without injection, or label the workload istio.io/dataplane-mode=none to say that this is meant.',
    link: sidecars,
    text: (a) =>
      a.what === 'workload'
        ? 'Its label asks for ambient, and its pods have sidecars.'
        : `Namespace ${a.namespace} is in ambient, and its pods have sidecars.`,
  },
  WEFT1210: {
    level: 'warning',
    summary: 'A workload under a policy that nobody can enforce',
    breaks:
      'No proxy on the way reads HTTP: in ztunnel an ALLOW rule about it matches nothing, so callers are refused, and a DENY rule refuses more than it says.',
    fix: 'Give the workload’s Service a waypoint and attach the policy to it by targetRefs.',
    link: layer7,
    text: (a) =>
      `AuthorizationPolicy ${a.policy} has rules about HTTP, and no waypoint is on the way to this workload.`,
  },
} as const satisfies Record<string, CodeInfo>;
