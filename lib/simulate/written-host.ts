import { isAddress } from '#lib/k8s/ip-block.ts';

/** A host as it is asked for, and the port where that was written with it. */
export interface WrittenHost {
  readonly host: string;
  readonly port: number | null;
}

/**
 * The host in what people write or paste for one: a URL, a host with its port, capitals, the dot at the end of a full name, an
 * address in brackets. What is none of these stays as it is.
 */
export function writtenHost(text: string): WrittenHost {
  const [authority = ''] = text
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .split(/[/?#]/);
  const bare = authority.slice(authority.lastIndexOf('@') + 1).toLowerCase();
  const inBrackets = /^\[([^\]]*)\](?::(\d{1,5}))?$/.exec(bare);
  if (inBrackets !== null) return { host: inBrackets[1] ?? '', port: portOf(inBrackets[2]) };
  if (isAddress(bare)) return { host: bare, port: null };
  const [, host = bare, port] = /^([^:]*):(\d{1,5})$/.exec(bare) ?? [];
  return { host: host.replace(/\.$/, ''), port: portOf(port) };
}

function portOf(digits: string | undefined): number | null {
  const port = Number(digits ?? 0);
  return port > 0 && port < 65_536 ? port : null;
}
