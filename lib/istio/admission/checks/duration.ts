const units: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** Milliseconds of a duration as Go writes it (`1m30s`, `250ms`); null for anything else. */
export function milliseconds(text: string): number | null {
  if (!/^[+-]?((\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h))+$/.test(text)) return text === '0' ? 0 : null;
  const parts = text.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)/g);
  const sum = [...parts].reduce(
    (total, [, amount, unit]) => total + Number(amount) * (units[unit ?? ''] ?? 0),
    0,
  );
  return text.startsWith('-') ? -sum : sum;
}

/** What is wrong with a duration that Istio takes: at least a millisecond, and whole milliseconds; null when nothing is. */
export function durationProblem(path: string, value: unknown): string | null {
  if (value === undefined) return null;
  const ms = typeof value === 'string' ? milliseconds(value) : null;
  if (ms === null) return `${path}: ${JSON.stringify(value)} is not a duration such as 1.5s`;
  if (ms < 1) return `${path}: ${String(value)} is shorter than 1ms`;
  return Math.abs(ms - Math.round(ms)) > 1e-9
    ? `${path}: ${String(value)} is finer than a millisecond`
    : null;
}
