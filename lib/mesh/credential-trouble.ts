import type { Credential } from '#lib/k8s/secret-facts.ts';

/** Why a gateway cannot serve with what a Secret holds, as the rest of a sentence about the Secret; null where it can, and where nothing is there or known. */
export function credentialTrouble(credential: Credential): string | null {
  switch (credential.state) {
    case 'valid':
    case 'absent':
    case 'not-read':
      return null;
    case 'incomplete':
      return `lacks ${credential.missing.join(' and ')}`;
    case 'unreadable':
      return 'holds a certificate that cannot be read';
    case 'mismatched':
      return 'holds a private key that is not that of its certificate';
    case 'expired':
      return `holds a certificate that expired on ${dayOf(credential.notAfter)}`;
  }
}

/** The day of a moment in epoch milliseconds, as dates of certificates are given. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
