import { effectivePeerAuthentication } from '#lib/mesh/effective-peer-authentication.ts';
import { meshConfigOf } from '#lib/mesh/mesh-config.ts';
import type { Cause, Culprit } from '../cause.ts';
import { type Check, checked, confirmed, decisive } from '../check.ts';
import { declaredTls } from '../client-tls.ts';
import { fixOf, written } from '../fix.ts';
import { flaggedAtCaller, silence } from '../seen.ts';
import { showObject } from '../shown-by.ts';
import type { Situation } from '../situation.ts';

/**
 * The caller's proxy speaks plain text to a callee that takes mutual TLS only: the callee's proxy finds no filter chain and
 * closes the connection, which the caller's tells as UC (503; of TCP as UC or UF), and no metric of the callee tells at all.
 */
export const plaintextToStrict: Cause = {
  code: 'plaintext-to-strict',
  look(situation) {
    const seen = flaggedAtCaller(situation, ['UC', 'UF']);
    const found = plainToStrict(situation);
    if (seen === null || found === null) return null;
    const { culprit } = found;
    return {
      checks: [
        seen.check,
        decisive(found.plain),
        decisive(found.strict),
        decisive(silence(situation, seen.count)),
      ],
      culprit,
      args: { rule: found.rule, policy: found.policy },
      explains: seen.count,
      fix: fixOfPlain(situation, found),
    };
  },
};

/** Plain text towards a callee, and what the callee takes. */
export interface PlainToStrict {
  readonly plain: Check;
  readonly strict: Check;
  readonly culprit: Culprit | null;
  readonly rule: string;
  readonly policy: string;
}

/** What makes the caller's proxy send plain text; null where nothing does. */
export function plainToStrict(situation: Situation): PlainToStrict | null {
  const { callees, calleeCluster } = situation;
  const [callee] = callees;
  if (callee === undefined || calleeCluster === null) return null;
  const plain = plainBecause(situation);
  if (plain === null) return null;
  const { object, path } = plain;
  const peer = effectivePeerAuthentication(calleeCluster, callee, portOf(situation));
  const cite =
    peer.object === null ? {} : { object: peer.object, path: peer.path, command: showObject(peer.object) };
  return {
    plain: plain.check,
    strict: checked(
      peer.mode === 'STRICT',
      {
        yes: `${callee.namespace}/${callee.name} takes mutual TLS only (STRICT, from the ${peer.from})`,
        no: `${callee.namespace}/${callee.name} takes plain text too (${peer.mode})`,
      },
      cite,
    ),
    culprit: object === null ? null : { object, path },
    rule: object === null ? 'the mesh configuration' : `${object.kind} ${object.name}`,
    policy:
      peer.object === null
        ? 'the default'
        : `PeerAuthentication ${peer.object.namespace}/${peer.object.name}`,
  };
}

/** Mutual TLS in place of none, where a DestinationRule switches it off. */
export const fixOfPlain = ({ snapshot }: Situation, { culprit }: PlainToStrict) =>
  culprit?.object.kind === 'DestinationRule'
    ? fixOf(snapshot, culprit.object, written(culprit.path, 'ISTIO_MUTUAL'))
    : null;

function plainBecause(situation: Situation): {
  readonly check: Check;
  readonly object: NonNullable<ReturnType<typeof declaredTls>>['object'] | null;
  readonly path: string;
} | null {
  const declared = declaredTls(situation);
  const { callerCluster, caller } = situation;
  if (declared !== null) {
    const { object, path, tls } = declared;
    const check = checked(
      tls.mode === 'DISABLE',
      {
        yes: 'The DestinationRule in force switches TLS off',
        no: `The DestinationRule in force sends ${tls.mode ?? 'plain text'}`,
      },
      { object, path, command: showObject(object) },
    );
    return { check, object, path };
  }
  if (callerCluster === null || caller === null) return null;
  if (meshConfigOf(callerCluster).enableAutoMtls) return null;
  return {
    check: confirmed('Automatic mutual TLS is off in the mesh, and no DestinationRule asks for it'),
    object: null,
    path: '',
  };
}

/** The container port that a call arrives at; null where the Service has several. */
function portOf({ service }: Situation): number | null {
  const [only, ...others] = service?.spec?.ports ?? [];
  if (only === undefined || others.length > 0) return null;
  return typeof only.targetPort === 'number' ? only.targetPort : only.port;
}
