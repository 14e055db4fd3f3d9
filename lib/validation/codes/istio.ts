import type { CodeInfo } from './code-info.ts';

const analysis = (code: string) => `https://istio.io/latest/docs/reference/config/analysis/${code}/`;

/**
 * What Istio's own analyzers report (istio/istio pkg/config/analysis/msg/messages.yaml 86c9f01f), under their names and
 * levels. The texts are Weft's own.
 */
export const istioCodes = {
  IST0101: {
    level: 'error',
    summary: 'A reference to something that does not exist',
    breaks: 'Requests that take this route fail with 503 NC: the proxy has no such cluster.',
    fix: 'Create what is named, or name what exists.',
    link: analysis('ist0101'),
    text: (a) => `The ${a.what} "${a.name}" does not exist.`,
  },
  IST0173: {
    level: 'error',
    summary: 'A subset selects no pod',
    breaks: 'Requests routed to the subset fail with 503 UH: it has no endpoint.',
    fix: 'Correct the labels of the subset, or deploy the version.',
    link: analysis('ist0173'),
    text: (a) => `Subset "${a.subset}" of host ${a.host} selects no pod with labels ${a.labels}.`,
  },
  IST0174: {
    level: 'warning',
    summary: 'A DestinationRule for a host that nobody has',
    breaks: 'The rule has no effect: its limits, ejection and TLS settings apply to nothing.',
    fix: 'Correct the host, or delete the rule.',
    link: analysis('ist0174'),
    text: (a) => `Host "${a.host}" is no Service and no ServiceEntry; the rule applies to nothing.`,
  },
} as const satisfies Record<string, CodeInfo>;
