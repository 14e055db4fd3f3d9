import { numberAt, parseJson, textAt } from '#lib/core/json.ts';
import { badRequest } from '../errors/errors.ts';

/** Where a paged list goes on: after the object at `start`, in the state of version `version`. */
export interface ContinueToken {
  version: number;
  start: string;
}

/** The token by which a client asks for the next page of a list. */
export function encodeContinue(token: ContinueToken): string {
  const text = JSON.stringify({ v: 'meta.k8s.io/v1', rv: token.version, start: token.start });
  return Buffer.from(text).toString('base64url');
}

/** @throws StatusError 400 when the token is not one of ours */
export function decodeContinue(text: string): ContinueToken {
  try {
    const value = parseJson(Buffer.from(text, 'base64url').toString('utf8'));
    const version = numberAt(value, 'rv');
    if (version === null) throw new Error('no version');
    return { version, start: textAt(value, 'start') };
  } catch {
    throw badRequest('continue key is not valid: it is not a token of this server');
  }
}
