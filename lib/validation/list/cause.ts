import type { Finding } from '#lib/core/finding.ts';
import { fullHost } from '#lib/istio/hosts.ts';

/** The facts of a finding that name what it shares with others; a code that is not here is a cause by itself. */
export const culpritArgs: Readonly<Record<string, readonly string[]>> = {
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
  IST0177: ['port', 'host'],
  WEFT0011: ['port', 'service'],
  WEFT0015: ['gateway'],
  WEFT0016: ['host'],
  WEFT0017: ['subset', 'host'],
  WEFT0201: ['subset', 'host'],
  WEFT0205: ['host'],
  WEFT0223: ['host'],
  WEFT0224: ['host'],
  WEFT0226: ['host'],
  WEFT0232: ['what', 'name'],
  WEFT0234: ['host'],
  WEFT0900: ['rule'],
  WEFT1001: ['namespace'],
  WEFT1002: ['method'],
  WEFT1003: ['host'],
  WEFT1005: ['principal'],
  WEFT1006: ['cluster'],
  WEFT1007: ['domain'],
  WEFT1020: ['host'],
  WEFT1021: ['host'],
  WEFT1023: ['host'],
  WEFT1030: ['namespace'],
  WEFT1031: ['pod'],
  WEFT1040: ['namespace'],
  WEFT1090: ['host'],
  WEFT1091: ['host'],
  WEFT1100: ['host'],
  WEFT1101: ['gateway'],
  WEFT1104: ['host'],
  WEFT1105: ['host'],
  WEFT1108: ['host'],
  WEFT1111: ['port', 'host'],
  WEFT1112: ['host'],
  WEFT1122: ['namespace'],
  WEFT1125: ['address'],
  WEFT1126: ['name'],
  WEFT1127: ['namespace'],
  WEFT1202: ['host'],
  WEFT1203: ['host'],
  WEFT1204: ['host'],
  WEFT1207: ['waypoint', 'namespace'],
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
