/** A name cut in its middle to at most `length` characters: both ends of Kubernetes names tell them apart. */
export function middleEllipsis(text: string, length: number): string {
  if (text.length <= length) return text;
  const tail = Math.floor((length - 1) / 2);
  return `${text.slice(0, length - 1 - tail)}…${tail === 0 ? '' : text.slice(-tail)}`;
}

/** A count with its noun: `1 edge`, `3 edges`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}
