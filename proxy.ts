import { randomBytes, randomUUID } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { isDevelopment, readAllowedHosts } from '#server/env.ts';
import { guard } from '#server/http-guard.ts';
import { contentSecurityPolicy, securityHeaders } from '#server/security-headers.ts';

const allowedHosts = readAllowedHosts();

/** Stands before every route: refuses foreign hosts and origins, gives each request an id and each page its policy. */
export function proxy(request: NextRequest): NextResponse {
  const requestId = randomUUID();
  const verdict = guard(
    {
      method: request.method,
      path: request.nextUrl.pathname,
      host: request.headers.get('host'),
      origin: request.headers.get('origin'),
      site: request.headers.get('sec-fetch-site'),
    },
    allowedHosts,
  );
  const nonce = randomBytes(16).toString('base64');
  const policy = contentSecurityPolicy(nonce, isDevelopment());
  const own = { 'content-security-policy': policy, 'x-nonce': nonce, 'x-request-id': requestId };
  const response = verdict.allowed ? passOn(request, own) : refuse(verdict, requestId);
  for (const [name, value] of Object.entries(securityHeaders)) response.headers.set(name, value);
  response.headers.set('content-security-policy', policy);
  response.headers.set('x-request-id', requestId);
  return response;
}

/** Next reads the nonce from the policy among the request's headers and puts it on its own scripts; `x-nonce` is for ours. */
function passOn(request: NextRequest, own: Readonly<Record<string, string>>): NextResponse {
  const headers = new Headers(request.headers);
  for (const [name, value] of Object.entries(own)) headers.set(name, value);
  return NextResponse.next({ request: { headers } });
}

function refuse(
  { status, message, cure }: { status: number; message: string; cure: string },
  requestId: string,
): NextResponse {
  return NextResponse.json({ error: { code: 'forbidden', message, cure, requestId } }, { status });
}
