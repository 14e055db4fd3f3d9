import type { KubeFailure } from './kube-failure.ts';

/** Texts by which OpenSSL and Node tell that a certificate does not fit, and what that mostly comes from. */
const certificateTroubles: readonly (readonly [RegExp, string])[] = [
  [
    /certificate (is not yet valid|has expired)/i,
    "Compare this machine's clock with the API server's, then renew the certificate.",
  ],
  [
    /self[- ]signed|unable to (verify|get)|signed by unknown/i,
    "Give the cluster's certificate authority in the kubeconfig (certificate-authority-data).",
  ],
  [
    /altnames|hostname/i,
    'Use a server name in the kubeconfig that its certificate has, or set tls-server-name.',
  ],
];

/** Why the cluster cannot be read, in a sentence, and what to do about it, in another. */
export function whyUnreadable({ status, message }: Pick<KubeFailure, 'status' | 'message'>): string {
  const says = /[.!?]$/.test(message) ? message : `${message}.`;
  switch (status) {
    case 401:
      return `The API server does not accept the credentials of Weft (401: ${says.slice(0, -1)}). Renew them: a token may have expired. Where the kubeconfig holds the token itself, start Weft again.`;
    case 403:
      return `${says} Grant the rights of deploy/rbac.yaml.`;
    case null:
      return `${says} ${cureOf(message)}`;
    default:
      return message;
  }
}

const cureOf = (message: string): string =>
  certificateTroubles.find(([pattern]) => pattern.test(message))?.[1] ??
  'Check that it runs, and that the server of the kubeconfig can be reached from where Weft runs.';
