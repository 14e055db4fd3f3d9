import { ParseError } from './errors.ts';

const units: Readonly<Record<string, number>> = {
  y: 365 * 86_400_000,
  w: 7 * 86_400_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
};

const durationText = /^(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?(?:\d+ms)?$/;

/** Milliseconds of `1h30m`; null where the text is no duration. */
export function durationMs(text: string): number | null {
  if (text === '' || !durationText.test(text)) return text === '0' ? 0 : null;
  let total = 0;
  for (const [, digits, unit] of text.matchAll(/(\d+)(ms|[ywdhms])/g)) {
    total += Number(digits) * (units[unit ?? ''] ?? 0);
  }
  return total;
}

/** A number as PromQL writes it (`1e3`, `0x1f`, `Inf`, `NaN`); a duration is none, as in Prometheus 2. */
export function numberValue(text: string, pos: number): number {
  const lower = text.toLowerCase();
  if (lower === 'inf') return Number.POSITIVE_INFINITY;
  if (lower === 'nan') return Number.NaN;
  if (/^0x[0-9a-f]+$/.test(lower)) return Number.parseInt(lower.slice(2), 16);
  if (/^0[0-7]+$/.test(lower)) return Number.parseInt(lower, 8);
  if (/^(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/.test(lower)) return Number(lower);
  throw new ParseError(pos, `bad number or duration syntax: ${JSON.stringify(text)}`);
}

const simpleEscapes: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

const escapeSequence = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|([\s\S]))/g;

/** The value of a quoted string, by Go's escapes; backquotes have none. */
export function stringValue(text: string, pos: number): string {
  const quote = text[0] ?? '';
  if (text.length < 2 || text[text.length - 1] !== quote || endsInEscape(text)) {
    throw new ParseError(pos, 'unterminated quoted string');
  }
  const inner = text.slice(1, -1);
  if (quote === '`') return inner;
  return inner.replace(escapeSequence, (_, hex, short, long, octal, single) => {
    if (octal) return String.fromCharCode(Number.parseInt(octal, 8));
    const code = hex ?? short ?? long;
    if (code) return String.fromCodePoint(Number.parseInt(code, 16));
    const plain = simpleEscapes[single];
    if (plain === undefined || (plain !== quote && (plain === '"' || plain === "'"))) {
      throw new ParseError(pos, `unknown escape sequence ${JSON.stringify(`\\${single}`)}`);
    }
    return plain;
  });
}

function endsInEscape(text: string): boolean {
  if (text[0] === '`') return false;
  const slashes = /\\*$/.exec(text.slice(0, -1))?.[0].length ?? 0;
  return slashes % 2 === 1;
}
