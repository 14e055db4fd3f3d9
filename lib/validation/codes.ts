import type { FindingLevel } from '#lib/core/finding.ts';

/** What a code means. `text` is the message for one finding, made from its args when it is shown. */
export interface CodeInfo {
  readonly level: FindingLevel;
  readonly summary: string;
  /** What goes wrong at run time. */
  readonly breaks: string;
  /** What to do. */
  readonly fix: string;
  readonly text: (args: Readonly<Record<string, string>>) => string;
}

/**
 * The catalogue of findings. Codes that Istio's analyzers have keep their ISTnnnn names (istio/istio,
 * pkg/config/analysis/msg/messages.yaml); what only Weft checks is WEFTnnnn.
 */
export const codes = {
  IST0101: {
    level: 'error',
    summary: 'A reference to something that does not exist',
    breaks: 'Requests that take this route fail with 503 NC: the proxy has no such cluster.',
    fix: 'Create what is named, or name what exists.',
    text: (a) => `The ${a.what} "${a.name}" does not exist.`,
  },
  IST0173: {
    level: 'error',
    summary: 'A subset selects no pod',
    breaks: 'Requests routed to the subset fail with 503 UH: it has no endpoint.',
    fix: 'Correct the labels of the subset, or deploy the version.',
    text: (a) => `Subset "${a.subset}" of host ${a.host} selects no pod with labels ${a.labels}.`,
  },
  IST0174: {
    level: 'warning',
    summary: 'A DestinationRule for a host that nobody has',
    breaks: 'The rule has no effect: its limits, ejection and TLS settings apply to nothing.',
    fix: 'Correct the host, or delete the rule.',
    text: (a) => `Host "${a.host}" is no Service and no ServiceEntry; the rule applies to nothing.`,
  },
  WEFT0001: {
    level: 'warning',
    summary: 'Retries that the timeout never lets happen',
    breaks:
      'The route gives up (504 UT) before the last tries can run, so fewer retries are made than are written.',
    fix: 'Raise the timeout, or lower attempts or perTryTimeout.',
    text: (a) =>
      `${a.tries} tries of ${a.perTry} need ${a.needed}, and the timeout is ${a.timeout}: at most ${a.possible} of them can run to their end.`,
  },
} as const satisfies Record<string, CodeInfo>;

export type Code = keyof typeof codes;

/** The message of a finding; a code that the catalogue lacks (an answer of a newer server) is shown as it is. */
export function findingText(finding: {
  readonly code: string;
  readonly args: Readonly<Record<string, string>>;
}): string {
  const info = Object.hasOwn(codes, finding.code) ? codes[finding.code as Code] : undefined;
  return info === undefined ? finding.code : info.text(finding.args);
}
