import { parseArgs } from 'node:util';
import { z } from 'zod';
import { incidentNames } from './incidents/all.ts';
import { meshNames } from './meshes/all.ts';
import { type Backfill, backfills } from './prometheus/real-prometheus.ts';

const number = z.coerce.number().int();
const schema = z
  .strictObject({
    mesh: z.enum(meshNames).default('shop'),
    services: number.min(2).max(20_000).optional(),
    seed: number.min(0).default(1),
    incident: z.array(z.enum(incidentNames)).default([]),
    prometheus: z.boolean().default(false),
    backfill: z.enum(backfills).default('remote-write'),
    kubeconfig: z.string().min(1).optional(),
    context: z.string().min(1).optional(),
    dir: z.string().min(1).default('.demo'),
    'scrape-interval': number.min(1).max(300).optional(),
  })
  .refine((o) => o.context === undefined || o.kubeconfig !== undefined, {
    path: ['context'],
    message: 'needs --kubeconfig',
  });

export interface DemoOptions {
  readonly mesh: (typeof meshNames)[number];
  /** Size of the generated mesh, or how many services the named mesh is filled up to; null for its own size. */
  readonly services: number | null;
  readonly seed: number;
  /** Incidents that are on from the start of live traffic. */
  readonly incidents: readonly (typeof incidentNames)[number][];
  /** Whether an installed Prometheus answers instead of the built-in query API. */
  readonly prometheus: boolean;
  /** How that Prometheus gets the hour before. */
  readonly backfill: Backfill;
  /** A real API server instead of the embedded one. */
  readonly kubeconfig: string | null;
  readonly context: string | null;
  /** Where the demo keeps its files. */
  readonly dir: string;
  /** Seconds; 5, or 15 for more than 200 services, unless told. */
  readonly scrapeInterval: number;
}

/** An option that the demo does not know or cannot use; the message is one line that names it and the cure. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}

/** Parses the command line (without node and script). */
export function parseOptions(argv: readonly string[]): DemoOptions {
  const values = split(argv);
  const parsed = schema.safeParse(values);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new OptionError(`--${String(issue?.path[0] ?? '')}: ${issue?.message ?? 'cannot be used'}`);
  }
  const { mesh, seed, prometheus, backfill, dir, ...rest } = parsed.data;
  return {
    mesh,
    seed,
    prometheus,
    backfill,
    dir,
    services: rest.services ?? null,
    incidents: rest.incident,
    kubeconfig: rest.kubeconfig ?? null,
    context: rest.context ?? null,
    scrapeInterval: rest['scrape-interval'] ?? defaultInterval(rest.services ?? 0),
  };
}

/** A mesh of many services has many series: it is scraped as seldom as big clusters are. */
const defaultInterval = (services: number): number => (services > largeMesh ? 15 : 5);

/** From this many services on a mesh is treated as large. */
export const largeMesh = 200;

function split(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        mesh: { type: 'string' },
        services: { type: 'string' },
        seed: { type: 'string' },
        incident: { type: 'string', multiple: true },
        prometheus: { type: 'boolean' },
        backfill: { type: 'string' },
        kubeconfig: { type: 'string' },
        context: { type: 'string' },
        dir: { type: 'string' },
        'scrape-interval': { type: 'string' },
      },
    }).values;
  } catch (error) {
    const known =
      '--mesh --services --seed --incident --prometheus --backfill --kubeconfig --context --dir --scrape-interval';
    const said = error instanceof Error ? (error.message.split('.')[0] ?? '') : String(error);
    throw new OptionError(`${said}. Known options: ${known}`);
  }
}
