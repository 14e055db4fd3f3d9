const special = (value: number): string | null => {
  if (Number.isNaN(value)) return 'NaN';
  if (value === Number.POSITIVE_INFINITY) return '+Inf';
  if (value === Number.NEGATIVE_INFINITY) return '-Inf';
  return Object.is(value, -0) ? '-0' : null;
};

/** The shortest decimal text that reads back the same, never with an exponent (Go's format `f`, precision -1). */
export function decimal(value: number): string {
  const known = special(value);
  if (known !== null) return known;
  const text = String(value);
  const parts = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!parts) return text;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return `${sign}${digits.padEnd(point, '0')}`;
}

/** A sample value of a vector or matrix in Prometheus's JSON (a scalar is `decimal`): plain digits, with an exponent of at least two digits below 1e-6 and from 1e21. */
export function sampleText(value: number): string {
  const known = special(value);
  if (known !== null) return known;
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-6 && size < 1e21)) return String(value);
  return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
}

/** A time in Prometheus's JSON: seconds, with three decimals where it is not whole. */
export function timeText(ms: number): string {
  return ms % 1000 === 0 ? String(ms / 1000) : (ms / 1000).toFixed(3);
}
