import 'reflect-metadata';
import { createServer } from 'node:https';
import * as x509 from '@peculiar/x509';

/** What an admission webhook is asked of one write. */
interface Review {
  readonly request?: {
    readonly uid?: string;
    readonly operation?: string;
    readonly object?: { readonly metadata?: { readonly name?: string } } | null;
  };
}

export interface RefusingWebhook {
  readonly url: string;
  /** The bundle by which an API server trusts it, as a webhook's configuration has it. */
  readonly caBundle: string;
  close(): Promise<void>;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const hour = 3_600_000;

/** An admission webhook on a free port of the loopback address that refuses updates of the object `name` with a reason. For tests. */
export async function serveRefusingWebhook(name: string, reason: string): Promise<RefusingWebhook> {
  const { cert, key } = await ownCertificate();
  const server = createServer({ cert, key }, (request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
    });
    request.on('end', () => {
      const { request: asked }: Review = JSON.parse(text);
      const allowed = asked?.operation !== 'UPDATE' || asked.object?.metadata?.name !== name;
      const status = allowed ? {} : { status: { status: 'Failure', code: 403, message: reason } };
      const answer = {
        apiVersion: 'admission.k8s.io/v1',
        kind: 'AdmissionReview',
        response: { uid: asked?.uid, allowed, ...status },
      };
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `https://127.0.0.1:${port}/`,
    caBundle: Buffer.from(cert).toString('base64'),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** A certificate for the loopback address that vouches for itself. */
async function ownCertificate(): Promise<{ readonly cert: string; readonly key: string }> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: 'CN=refusing-webhook',
    notBefore: new Date(Date.now() - hour),
    notAfter: new Date(Date.now() + hour),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([{ type: 'ip', value: '127.0.0.1' }]),
    ],
  });
  const key = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return { cert: certificate.toString('pem'), key: x509.PemConverter.encode(key, 'PRIVATE KEY') };
}
