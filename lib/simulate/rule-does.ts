import { z } from 'zod';
import { formatLatency } from '#lib/format/duration.ts';
import type { WrittenRule } from '#lib/mesh/route.ts';
import { effectsOf } from '#lib/mesh/rule-effects.ts';
import type { SentTo } from './chosen-route.ts';
import { type Effects, type Step, stepOf } from './simulation.ts';

const written = z.object({
  redirect: z
    .object({ uri: z.string(), authority: z.string(), redirectCode: z.number() })
    .partial()
    .optional(),
  directResponse: z.object({ status: z.number() }).partial().optional(),
  rewrite: z.object({ uri: z.string(), authority: z.string() }).partial().optional(),
  headers: z.unknown().optional(),
  corsPolicy: z.unknown().optional(),
  filters: z
    .array(
      z.object({
        type: z.string().optional(),
        requestRedirect: z
          .object({ statusCode: z.number(), hostname: z.string(), scheme: z.string() })
          .partial()
          .optional(),
        urlRewrite: z
          .object({
            hostname: z.string(),
            path: z.object({ replaceFullPath: z.string(), replacePrefixMatch: z.string() }).partial(),
          })
          .partial()
          .optional(),
      }),
    )
    .optional(),
});

/** Where a rule stands and what it does beside sending on. */
export interface RuleDoes {
  readonly effects: Effects;
  /** Status of the answer that the proxy gives itself; null where it sends on. */
  readonly answers: number | null;
  readonly steps: readonly Step[];
  readonly mirrors: readonly SentTo[];
}

/** Reads a rule: times, retries, faults, rewrites, copies, and whether it answers by itself. */
export function ruleDoes(rule: WrittenRule, object: Step['object'], path: string): RuleDoes {
  const parsed = written.safeParse(rule.rule).data ?? {};
  const base = effectsOf({ written: rule, path });
  const redirected = parsed.filters?.find(
    ({ requestRedirect }) => requestRedirect !== undefined,
  )?.requestRedirect;
  const rewritten = parsed.filters?.find(({ urlRewrite }) => urlRewrite !== undefined)?.urlRewrite;
  const effects: Effects = {
    timeout: base.timeout || null,
    retries: base.retries === null ? null : { ...base.retries },
    delay: base.delay === null ? null : { percent: base.delay.percent, value: formatLatency(base.delay.ms) },
    abort: base.abort === null ? null : { percent: base.abort.percent, value: base.abort.status },
    path:
      parsed.rewrite?.uri ?? rewritten?.path?.replaceFullPath ?? rewritten?.path?.replacePrefixMatch ?? null,
    authority: parsed.rewrite?.authority ?? rewritten?.hostname ?? null,
    others: others(parsed),
  };
  const mirrors = base.mirrors.map(
    ({ target, percent, path: at }): SentTo => ({
      ...target,
      share: percent / 100,
      mirror: true,
      missingCode: rule.api === 'istio' ? 503 : 500,
      object,
      path: at,
    }),
  );
  const steps = stepsOf(effects, mirrors, object, path);
  if (parsed.redirect !== undefined) {
    const to = `${parsed.redirect.authority ?? ''}${parsed.redirect.uri ?? ''}` || 'where it says';
    const step = stepOf('route', 'decides', 'route-redirect', {
      args: { to },
      object,
      path: `${path}.redirect`,
    });
    return { effects, mirrors, steps: [step], answers: parsed.redirect.redirectCode ?? 301 };
  }
  if (parsed.directResponse !== undefined) {
    const status = parsed.directResponse.status ?? 200;
    const args = { status: String(status) };
    const step = stepOf('route', 'decides', 'route-direct', { args, object, path: `${path}.directResponse` });
    return { effects, mirrors, steps: [step], answers: status };
  }
  if (redirected !== undefined) {
    const to = redirected.hostname ?? redirected.scheme ?? 'where it says';
    const step = stepOf('route', 'decides', 'route-redirect', {
      args: { to },
      object,
      path: `${path}.filters`,
    });
    return { effects, mirrors, steps: [step], answers: redirected.statusCode ?? 302 };
  }
  return { effects, mirrors, steps, answers: null };
}

function others({ headers, corsPolicy, filters = [] }: z.infer<typeof written>): string[] {
  const kinds = filters.map(({ type = '' }) => type);
  return [
    ...(headers === undefined && !kinds.some((type) => type.endsWith('HeaderModifier')) ? [] : ['headers']),
    ...(corsPolicy === undefined && !kinds.includes('CORS') ? [] : ['a CORS policy']),
  ];
}

const percent = (value: number): string => `${Number(value.toFixed(2))} %`;

function stepsOf(
  effects: Effects,
  mirrors: readonly SentTo[],
  object: Step['object'],
  path: string,
): readonly Step[] {
  const { delay, abort, timeout, retries } = effects;
  const note = (code: Step['code'], args: Record<string, string>, field: string) =>
    stepOf('route', 'note', code, { args, object, path: `${path}${field}` });
  const rewrite = [
    ...(effects.path === null ? [] : [`the path to ${effects.path}`]),
    ...(effects.authority === null ? [] : [`the host to ${effects.authority}`]),
  ].join(' and ');
  const faults = [
    ...(delay === null || delay.percent === 0 ? [] : [`${percent(delay.percent)} wait ${delay.value}`]),
    ...(abort === null || abort.percent === 0
      ? []
      : [`${percent(abort.percent)} are answered ${abort.value}`]),
  ].join(', ');
  return [
    ...(faults === '' ? [] : [note('route-fault', { what: faults }, '.fault')]),
    timeout === null
      ? stepOf('route', 'note', 'route-no-timeout')
      : note('route-timeout', { timeout: formatLatency(timeout) }, ''),
    note('route-retries', { retries: retryWords(retries) }, retries === null ? '' : '.retries'),
    ...(rewrite === '' ? [] : [note('route-rewrite', { what: rewrite }, '.rewrite')]),
    ...mirrors.map(({ host, share, path: at }) =>
      stepOf('route', 'note', 'route-mirror', {
        args: { host, percent: percent(share * 100) },
        object,
        path: at,
      }),
    ),
    ...(effects.others.length === 0 ? [] : [note('route-also', { what: effects.others.join(' and ') }, '')]),
  ];
}

/** What istiod retries where nothing is written (istio/istio pilot/pkg/networking/core/route/retry 86c9f01f). */
const usual = 'connect-failure, refused-stream, unavailable, cancelled';

function retryWords(retries: Effects['retries']): string {
  if (retries === null) return `2 more after ${usual} (Istio's default)`;
  if (retries.attempts === 0) return 'none';
  const each = retries.perTry === null ? '' : `, ${formatLatency(retries.perTry)} for each`;
  return `${retries.attempts} more after ${retries.on === '' ? usual : retries.on.replaceAll(',', ', ')}${each}`;
}
