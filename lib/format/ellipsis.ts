/** The half of a pair of code units that a cut would leave. */
const halfAtEnd = /[\ud800-\udbff]$/;
const halfAtStart = /^[\udc00-\udfff]/;

/** A name cut in its middle to at most `length` characters: both ends of Kubernetes names tell them apart. */
export function middleEllipsis(text: string, length: number): string {
  if (text.length <= length) return text;
  const tail = Math.floor((length - 1) / 2);
  const head = text.slice(0, length - 1 - tail).replace(halfAtEnd, '');
  return `${head}…${tail === 0 ? '' : text.slice(-tail).replace(halfAtStart, '')}`;
}

/** A count with its noun: `1 edge`, `3 edges`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}
