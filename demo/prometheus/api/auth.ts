import type { IncomingMessage } from 'node:http';

/** What a caller must send: one of the two that are set. */
export interface Auth {
  readonly bearerToken?: string;
  readonly basic?: { readonly username: string; readonly password: string };
}

/** Whether a request carries the credentials that are asked for. */
export function isAllowed(request: IncomingMessage, auth: Auth): boolean {
  const header = request.headers.authorization ?? '';
  if (auth.bearerToken !== undefined && header === `Bearer ${auth.bearerToken}`) return true;
  if (!auth.basic) return false;
  const { username, password } = auth.basic;
  return header === `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
