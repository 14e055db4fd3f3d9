import 'reflect-metadata';

import { X509Certificate } from '@peculiar/x509';
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

export type Credential =
  | { readonly state: 'valid'; readonly notAfter: number }
  /** `missing`: keys that it lacks. */
  | { readonly state: 'incomplete'; readonly missing: readonly string[] }
  | { readonly state: 'unreadable' }
  /** `notAfter` in epoch milliseconds. */
  | { readonly state: 'expired'; readonly notAfter: number };

interface SecretParts extends KubeObject {
  readonly type?: string;
  readonly data?: Readonly<Record<string, string>> | null;
  readonly stringData?: Readonly<Record<string, string>> | null;
}

/** The facts of a Secret at a moment (epoch milliseconds); its values are read here and forgotten. */
export function secretFacts(secret: KubeObject, now: number): SecretFacts {
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
    credential: credentialOf(keys, textOf, now),
  };
}

/** Pairs of keys under which istiod looks for a certificate and its private key (pilot/pkg/credentials/kube 86c9f01f). */
const pairs = [
  ['cert', 'key'],
  ['tls.crt', 'tls.key'],
] as const;

function credentialOf(keys: readonly string[], textOf: (key: string) => string, now: number): Credential {
  const [certKey, privateKey] = pairs.find((pair) => pair.some((key) => keys.includes(key))) ?? pairs[1];
  const missing = [certKey, privateKey].filter((key) => !keys.includes(key) || textOf(key) === '');
  if (missing.length > 0) return { state: 'incomplete', missing };
  try {
    const notAfter = new X509Certificate(textOf(certKey)).notAfter.getTime();
    return { state: notAfter < now ? 'expired' : 'valid', notAfter };
  } catch {
    return { state: 'unreadable' };
  }
}

function decode(base64: string): string {
  try {
    return atob(base64);
  } catch {
    return '';
  }
}
