/** A word as a POSIX shell takes it whole, whatever is in it: names of hosts and workloads come from what callers send, too. */
export const shellWord = (word: string): string =>
  /^[\w.:/@=,+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
