import 'reflect-metadata';

import { SubjectAlternativeNameExtension, X509Certificate } from '@peculiar/x509';
import type { KubeObject } from './object.ts';

/** What is kept of a Secret: names of its keys and what its certificate says, never a value. */
export interface SecretFacts {
  readonly namespace: string;
  readonly name: string;
  readonly type: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly keys: readonly string[];
  /** Whether a gateway can serve with it. */
  readonly credential: Credential;
}

/** What a certificate says of itself; times in epoch milliseconds. */
export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  readonly dnsNames: readonly string[];
  readonly notBefore: number;
  readonly notAfter: number;
}

/**
 * - `incomplete`: it lacks the keys `missing`;
 * - `unreadable`: what stands there is no certificate;
 * - `mismatched`: its private key is not that of its certificate;
 * - `absent`: there is no such Secret;
 * - `not-read`: the Secret may not be read, so that nothing is known of it.
 */
export type Credential =
  /** `daysLeft`: whole days from when it was read. */
  | ({ readonly state: 'valid'; readonly daysLeft: number } & CertificateFacts)
  | ({ readonly state: 'expired' } & CertificateFacts)
  | ({ readonly state: 'mismatched' } & CertificateFacts)
  | { readonly state: 'incomplete'; readonly missing: readonly string[] }
  | { readonly state: 'unreadable' }
  | { readonly state: 'absent' }
  | { readonly state: 'not-read'; readonly reason: string };

interface SecretParts extends KubeObject {
  readonly type?: string;
  readonly data?: Readonly<Record<string, string>> | null;
  readonly stringData?: Readonly<Record<string, string>> | null;
}

/** Tells whether a private key (PEM) is that of a certificate (PEM); null where it cannot tell. */
export type KeyMatch = (certificate: string, key: string) => boolean | null;

const cannotTell: KeyMatch = () => null;

/**
 * The facts of a Secret at a moment (epoch milliseconds); its values are read here and forgotten. Whether the key fits the
 * certificate is told by `matches`, which needs more than values: without it the key is taken to fit.
 */
export function secretFacts(secret: KubeObject, now: number, matches: KeyMatch = cannotTell): SecretFacts {
  // A Secret has its values where other kinds have a spec.
  const { metadata, type = '', data, stringData } = secret as SecretParts;
  const keys = [...new Set([...Object.keys(data ?? {}), ...Object.keys(stringData ?? {})])];
  const textOf = (key: string): string => stringData?.[key] ?? decode(data?.[key] ?? '');
  return {
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    type,
    labels: metadata.labels ?? {},
    keys,
    credential: credentialOf(keys, textOf, now, matches),
  };
}

/** Stands for a Secret without any facts: one that is not there, or that could not be read. */
export const withoutSecret = (
  namespace: string,
  name: string,
  credential: Extract<Credential, { readonly state: 'absent' | 'not-read' }>,
): SecretFacts => ({
  namespace,
  name,
  type: '',
  labels: {},
  keys: [],
  credential,
});

/** Pairs of keys under which istiod looks for a certificate and its private key (pilot/pkg/credentials/kube 86c9f01f). */
const pairs = [
  ['cert', 'key'],
  ['tls.crt', 'tls.key'],
] as const;

const dayMs = 86_400_000;

function credentialOf(
  keys: readonly string[],
  textOf: (key: string) => string,
  now: number,
  matches: KeyMatch,
): Credential {
  const [certKey, privateKey] = pairs.find((pair) => pair.some((key) => keys.includes(key))) ?? pairs[1];
  const missing = [certKey, privateKey].filter((key) => !keys.includes(key) || textOf(key) === '');
  if (missing.length > 0) return { state: 'incomplete', missing };
  const certificate = certificateFacts(textOf(certKey));
  if (certificate === null) return { state: 'unreadable' };
  if (matches(textOf(certKey), textOf(privateKey)) === false) return { state: 'mismatched', ...certificate };
  if (certificate.notAfter < now) return { state: 'expired', ...certificate };
  return { state: 'valid', daysLeft: Math.floor((certificate.notAfter - now) / dayMs), ...certificate };
}

/** The first certificate of a chain (PEM), which is the one that is served; null where there is none. */
function certificateFacts(pem: string): CertificateFacts | null {
  try {
    const certificate = new X509Certificate(pem);
    const names = certificate.getExtension(SubjectAlternativeNameExtension)?.names.items ?? [];
    return {
      subject: certificate.subject,
      issuer: certificate.issuer,
      dnsNames: names.flatMap(({ type, value }) => (type === 'dns' ? [value] : [])),
      notBefore: certificate.notBefore.getTime(),
      notAfter: certificate.notAfter.getTime(),
    };
  } catch {
    return null;
  }
}

function decode(base64: string): string {
  try {
    return atob(base64);
  } catch {
    return '';
  }
}
