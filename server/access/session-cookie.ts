import { lifetimeMs } from './sessions.ts';

const name = 'weft_session';

/** The session id a request carries, or null. */
export function sessionIdOf(request: Request): string | null {
  for (const part of (request.headers.get('cookie') ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim() || null;
  }
  return null;
}

/** `Set-Cookie` that begins a session: out of reach of scripts and of other sites. */
export function beginCookie(id: string, request: Request): string {
  return `${name}=${id}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${lifetimeMs / 1000}${secure(request)}`;
}

/** `Set-Cookie` that ends it. */
export function endCookie(request: Request): string {
  return `${name}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0${secure(request)}`;
}

/** A cookie marked Secure would not come back over plain HTTP; behind a proxy the forwarded scheme tells. */
function secure(request: Request): string {
  const forwarded = request.headers.get('x-forwarded-proto')?.split(',')[0]?.trim();
  const scheme = forwarded ?? new URL(request.url).protocol.replace(':', '');
  return scheme === 'https' ? '; Secure' : '';
}
