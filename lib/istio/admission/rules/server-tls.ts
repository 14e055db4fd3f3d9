import { type JsonObject, listAt, textAt } from '#lib/core/json.ts';
import type { Part } from '../checks/common.ts';
import type { Findings } from '../verdict.ts';

const ways = ['credentialName', 'credentialNames', 'tlsCertificates'];

/** TLS settings of a server that ends or passes on TLS: which certificates a mode needs, and which it cannot take. */
export function checkServerTls(found: Findings, { path, value }: Part): void {
  const mode = textAt(value, 'mode') || 'PASSTHROUGH';
  const given = ways.filter((way) => isGiven(value, way));
  found.errorIf(given.length > 1, `${path}: only one of ${given.join(' and ')} can be set`);
  const files = ['serverCertificate', 'privateKey', 'caCertificates'].filter((key) => isGiven(value, key));
  if (mode === 'ISTIO_MUTUAL') {
    found.errorIf(
      files.length + given.length > 0,
      `${path}: with ISTIO_MUTUAL the certificates are Istio's own, and none can be given`,
    );
    return;
  }
  if (mode === 'PASSTHROUGH' || mode === 'AUTO_PASSTHROUGH') {
    if (files.length + given.length > 0) {
      found.warn(
        `${path}: with ${mode} TLS is not ended here, so ${[...given, ...files].join(', ')} has no effect`,
      );
    }
    return;
  }
  if (given.length > 0) return;
  found.errorIf(
    !isGiven(value, 'serverCertificate'),
    `${path}: mode ${mode} needs a server certificate: credentialName or serverCertificate`,
  );
  found.errorIf(
    !isGiven(value, 'privateKey'),
    `${path}: mode ${mode} needs a private key: credentialName or privateKey`,
  );
  found.errorIf(
    mode === 'MUTUAL' && !isGiven(value, 'caCertificates'),
    `${path}: mode MUTUAL needs the certificates that clients are checked by: credentialName or caCertificates`,
  );
}

const isGiven = (value: JsonObject, key: string): boolean =>
  textAt(value, key) !== '' || listAt(value, key).length > 0;
