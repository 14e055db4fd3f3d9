import type { ServiceEntry } from '#lib/istio/networking-types.ts';
import { declaredProtocol } from '#lib/istio/protocol.ts';
import { resolveHost } from '#lib/mesh/resolve-host.ts';
import type { Cause } from '../cause.ts';
import { checked, confirmed, decisive } from '../check.ts';
import { type DeclaredTls, declaredTls } from '../client-tls.ts';
import { fixOf, without } from '../fix.ts';
import { flaggedAtCaller, silence } from '../seen.ts';
import { showObject } from '../shown-by.ts';
import type { Situation } from '../situation.ts';

/**
 * A DestinationRule has the caller's proxy begin TLS where the other side speaks none, or where the application began it already
 * (UF; 502 or 503, UPE where an answer came that is no TLS).
 */
export const tlsOrigination: Cause = {
  code: 'tls-origination',
  look(situation) {
    const seen = flaggedAtCaller(situation, ['UF', 'UPE', 'UC']);
    const declared = declaredTls(situation);
    if (seen === null || declared === null || declared.tls.mode !== 'SIMPLE') return null;
    const { object, path } = declared;
    const port = portSpoken(situation);
    return {
      checks: [
        seen.check,
        decisive(
          confirmed('The DestinationRule in force begins TLS (SIMPLE)', {
            object,
            path,
            command: showObject(object),
          }),
        ),
        decisive(
          checked(port === null ? null : port.plain, {
            yes: `The port is declared as ${port?.protocol ?? 'plain'}, which is not TLS on the other side`,
            no: `The port is declared as ${port?.protocol ?? 'TLS'}`,
            unknown: 'What the other side speaks is not declared',
          }),
        ),
        silence(situation, seen.count),
      ],
      culprit: { object, path },
      args: { rule: object.name, protocol: port?.protocol ?? 'another protocol' },
      explains: seen.count,
      fix: fixFor(situation, declared),
    };
  },
};

const fixFor = ({ snapshot, service }: Situation, { object, path }: DeclaredTls) =>
  service === null ? null : fixOf(snapshot, object, without(path.replace(/\.mode$/, '')));

/** What the port of the callee speaks, as it is declared; `plain` where TLS begun by the proxy finds none to answer it. */
function portSpoken(situation: Situation): { readonly protocol: string; readonly plain: boolean } | null {
  const { service, way, target } = situation;
  const [own] = service?.spec?.ports ?? [];
  if (own !== undefined) {
    const protocol = declaredProtocol(own) ?? 'an unnamed protocol';
    return { protocol: `${protocol} on port ${own.port}`, plain: !['https', 'tls'].includes(protocol) };
  }
  if (way === null) return null;
  const found = resolveHost(way.cluster, way.host, target.namespace ?? '', way.caller.namespace);
  return found?.kind === 'service-entry' ? ofEntry(found.entry) : null;
}

/** Plain where no port of the entry leads to one on which TLS is spoken: 443, or any that is named so. */
function ofEntry({ spec }: ServiceEntry): { readonly protocol: string; readonly plain: boolean } | null {
  const ports = spec?.ports ?? [];
  const [first] = ports;
  if (first === undefined) return null;
  const leadsToTls = ports.some(({ number, targetPort }) => (targetPort ?? number) % 1000 === 443);
  const begun = ports.every(({ protocol }) => ['HTTPS', 'TLS'].includes((protocol ?? '').toUpperCase()));
  const protocol = `${first.protocol ?? 'TCP'} on port ${first.targetPort ?? first.number}`;
  return { protocol, plain: begun || !leadsToTls };
}
