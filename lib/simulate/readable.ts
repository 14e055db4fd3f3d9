import type { ConsideredRule, Destination, End, Hop, Simulation, Step } from './simulation.ts';

type Readable = ReadonlySet<string>;

const hosts = /([a-z0-9-]+)\.([a-z0-9-]+)\.svc\.cluster\.local/g;
const principals = /\/ns\/([a-z0-9-]+)\/sa\//g;
const objects = /([a-z0-9-]+)\/[a-z0-9.-]+/g;

/** Arguments that name an object or a workload as `namespace/name`. In others a slash is one of a path, a block, a label. */
const naming: ReadonlySet<string> = new Set(['caller', 'waypoint', 'name', 'delegate', 'source', 'target']);

/** Whether an argument names something of a namespace that may not be read: a full host, a principal, or `namespace/name`. */
function tells(name: string, text: string, readable: Readable): boolean {
  const namespaces = [
    ...[...text.matchAll(hosts)].map(([, , namespace = '']) => namespace),
    ...[...text.matchAll(principals)].map(([, namespace = '']) => namespace),
    ...(naming.has(name) ? [...text.matchAll(objects)].map(([, namespace = '']) => namespace) : []),
  ];
  return namespaces.some((namespace) => !readable.has(namespace));
}

/**
 * A simulation as a viewer may read it (`namespaces` null: all). That something decides stands, and what it decides; what it is
 * called, and what it says, does not where it is of a namespace that may not be read.
 */
export function readableSimulation({ hops }: Simulation, namespaces: Readable | null): Simulation {
  return namespaces === null ? { hops } : { hops: hops.map((hop) => readableHop(hop, namespaces)) };
}

const covered = (step: Step): Step => ({ ...step, code: 'covered', args: {}, object: null, path: null });

/** What is not there must not be told apart from what may not be known. */
const secret: readonly Step['code'][] = ['host-hidden', 'host-out-of-scope'];

function readableStep(step: Step, readable: Readable): Step {
  const hidden = step.object !== null && !readable.has(step.object.namespace ?? '');
  const told = Object.entries(step.args).some(([name, text]) => tells(name, text, readable));
  return hidden || told || secret.includes(step.code) ? covered(step) : step;
}

function readableRule(rule: ConsideredRule, readable: Readable): ConsideredRule {
  if (rule.object === null || readable.has(rule.object.namespace ?? '')) return rule;
  return { ...rule, object: null, path: '', name: null, why: '', field: null };
}

function readableHop(hop: Hop, readable: Readable): Hop {
  const rules = hop.rules.map((rule) => readableRule(rule, readable));
  const hidden = rules.some(({ object, outcome }) => object === null && outcome === 'taken');
  return {
    ...hop,
    at: hop.at !== null && readable.has(hop.at.namespace) ? hop.at : null,
    steps: hop.steps.map((step) => readableStep(step, readable)),
    rules,
    effects: hidden ? null : hop.effects,
    destinations: hop.destinations.map((each) => readableDestination(each, readable)),
  };
}

function readableDestination(destination: Destination, readable: Readable): Destination {
  const hidden = tells('host', destination.host, readable);
  return {
    ...destination,
    host: hidden ? 'a host that you may not read' : destination.host,
    subset: hidden ? null : destination.subset,
    port: hidden ? null : destination.port,
    steps: destination.steps.map((step) => readableStep(step, readable)),
    ends: destination.ends.map((end) => readableEnd(end, readable)),
  };
}

function readableEnd(end: End, readable: Readable): End {
  const steps = end.steps.map((step) => readableStep(step, readable));
  if (end.workload === null || readable.has(end.workload.namespace)) return { ...end, steps };
  return { ...end, workload: null, pods: null, port: null, steps };
}
