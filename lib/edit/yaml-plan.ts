import type { ClusterId } from '#lib/core/ids.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import { err, ok, type Result } from '#lib/core/result.ts';
import { kinds } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { parseObjects, type TextProblem, type WrittenObject } from '#lib/k8s/parse-objects.ts';
import type { ChangePlan } from './change-plan.ts';
import { stepBetween } from './step-between.ts';

/**
 * The plan that makes an object, whole as it was read, into what a text says of it; only what differs is touched. The error says
 * what hinders: a text that is not YAML, of another object, or the same as what is there.
 */
export function planOfDraft(ref: ObjectRef, base: KubeObject, text: string): Result<ChangePlan, string> {
  const { written, problems } = parseObjects(text);
  const [problem] = problems;
  if (problem !== undefined) return err(said(problem));
  const [only, ...more] = written;
  if (only === undefined) return err('The draft is empty. To delete the object, use Delete.');
  if (more.length > 0)
    return err(`The draft holds ${written.length} objects: keep ${ref.kind} ${ref.name} alone.`);
  const { object } = only;
  const other = differsIn(base, object);
  if (other !== null)
    return err(`The draft is of another object: ${other}. Put it back, or create a new one.`);
  const step = stepBetween(ref, base, withNamespace(object, base.metadata.namespace));
  return step === null
    ? err('The draft is the same as the object: nothing would change.')
    : ok({ steps: [step] });
}

const said = ({ line, says }: TextProblem): string => `Line ${line} ${says}`;

const withNamespace = (object: KubeObject, namespace: string | undefined): KubeObject =>
  namespace === undefined ? object : { ...object, metadata: { ...object.metadata, namespace } };

function differsIn(base: KubeObject, object: KubeObject): string | null {
  if (object.kind !== base.kind) return `its kind is ${object.kind}, not ${base.kind}`;
  if (object.apiVersion !== base.apiVersion)
    return `its apiVersion is ${object.apiVersion}, not ${base.apiVersion}`;
  if (object.metadata.name !== base.metadata.name)
    return `its name is ${object.metadata.name}, not ${base.metadata.name}`;
  const { namespace } = object.metadata;
  return namespace === undefined || namespace === base.metadata.namespace
    ? null
    : `its namespace is ${namespace}, not ${base.metadata.namespace}`;
}

/** The plan that creates every object of a text, in its order; those that name no namespace go to `namespace`. */
export function planOfNew(cluster: ClusterId, namespace: string, text: string): Result<ChangePlan, string> {
  const { written, problems } = parseObjects(text);
  const [problem] = problems;
  if (problem !== undefined) return err(said(problem));
  if (written.length === 0) return err('There is nothing to create yet.');
  const steps: ChangePlan['steps'] = [];
  for (const one of written) {
    const step = creation(cluster, namespace, one);
    if (!step.ok) return step;
    steps.push(step.value);
  }
  return ok({ steps });
}

function creation(
  cluster: ClusterId,
  namespace: string,
  { object, lineOf }: WrittenObject,
): Result<ChangePlan['steps'][number], string> {
  const slash = object.apiVersion.indexOf('/');
  const group = object.apiVersion.slice(0, Math.max(0, slash));
  const known = Object.values(kinds).find((one) => one.group === group && one.kind === object.kind);
  if (known === undefined)
    return err(
      `Line ${lineOf('kind')}: ${object.kind} of ${object.apiVersion} is not a kind that Weft writes. Use kubectl for it.`,
    );
  const { status: _, ...rest } = object;
  const { name, namespace: own = namespace, ...metadata } = object.metadata;
  const at = known.namespaced ? { namespace: own } : {};
  return ok({
    do: 'create',
    ref: { cluster, group, kind: object.kind, namespace: known.namespaced ? own : null, name },
    object: { ...rest, metadata: { ...metadata, name, ...at } },
  });
}
