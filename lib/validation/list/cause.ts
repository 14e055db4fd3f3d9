import type { Finding } from '#lib/core/finding.ts';
import { fullHost } from '#lib/istio/hosts.ts';

/** The facts of a finding that name what it shares with others; a code that is not here is a cause by itself. */
const culpritArgs: Readonly<Record<string, readonly string[]>> = {
  IST0002: ['field'],
  IST0101: ['what', 'name', 'host'],
  IST0107: ['name'],
  IST0108: ['name'],
  IST0109: ['host'],
  IST0110: ['pod'],
  IST0112: ['host'],
  IST0125: ['name'],
  IST0126: ['registry'],
  IST0132: ['gateway'],
  IST0135: ['name'],
  IST0136: ['name'],
  IST0138: ['certificate'],
  IST0140: ['host'],
  IST0152: ['applyTo'],
  IST0153: ['applyTo'],
  IST0154: ['applyTo'],
  IST0159: ['pod'],
  IST0161: ['secret'],
  IST0165: ['gateway'],
  IST0166: ['gateway'],
  IST0173: ['subset', 'host'],
  IST0174: ['host'],
  IST0175: ['setting'],
  IST0177: ['host', 'port'],
  WEFT1202: ['host'],
  WEFT1203: ['host'],
  WEFT1204: ['host'],
  WEFT1207: ['waypoint', 'namespace'],
  WEFT0900: ['rule'],
};

/** Why something is wrong: what kind of fault, and the one thing that all findings of the cause are about. */
export interface Cause {
  /** Fit for a link: the code, and the culprit after a colon where there is one. */
  readonly key: string;
  readonly code: string;
  /** `crat.shop.svc.cluster.local`, `subset v2 of reviews…`; null where the code alone is the cause. */
  readonly culprit: string | null;
}

/** The cause of a finding. A host is told in full, so that the same short name in two namespaces is two causes. */
export function causeOf({ code, args, object }: Pick<Finding, 'code' | 'args' | 'object'>): Cause {
  const names = Object.hasOwn(culpritArgs, code) ? (culpritArgs[code] ?? []) : [];
  const isHost = (name: string) => name === 'host' || (name === 'name' && (args.what ?? '').endsWith('host'));
  const parts = names
    .filter((name) => name !== 'what' && args[name] !== undefined)
    .map((name) => {
      const value = args[name] ?? '';
      return isHost(name) ? fullHost(value, object.namespace ?? '') : value;
    });
  const what = args.what?.replace(/^mirror /, '');
  const culprit = parts.length === 0 ? null : parts.join(' of ');
  const kind = names.includes('what') && what !== undefined ? `${what} ` : '';
  return {
    key: culprit === null ? code : `${code}:${kind}${culprit}`,
    code,
    culprit: culprit === null ? null : `${kind}${culprit}`,
  };
}
