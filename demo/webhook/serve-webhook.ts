import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { CertificateAuthority } from '#demo/cluster/tls/certificate-authority.ts';
import { isObject, type JsonObject, parseJson } from '#lib/core/json.ts';
import { answerReview } from './answer-review.ts';

export interface IstioWebhook {
  url: string;
  /** The ValidatingWebhookConfiguration that makes an API server ask it. */
  configuration: JsonObject;
  close(): Promise<void>;
}

const maximumBody = 3 * 1024 * 1024;

/**
 * Serves the validating webhook that stands for istiod's, on a free port of loopback, with a certificate of the cluster's CA.
 * It answers from the object alone, so dry runs need nothing of their own.
 */
export async function serveIstioWebhook({ ca }: { ca: CertificateAuthority }): Promise<IstioWebhook> {
  const { certPem, keyPem } = await ca.issue(['127.0.0.1', 'localhost', 'istiod.istio-system.svc']);
  const server = createServer({ cert: certPem, key: keyPem });
  server.on('request', (request, response) => void answer(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `https://127.0.0.1:${port}/validate`;
  return {
    url,
    configuration: configurationFor(url, ca.caPem),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const review = await readReview(request).catch(() => null);
  if (!review) {
    response.writeHead(400, { 'content-type': 'text/plain' }).end('the body is not an AdmissionReview\n');
    return;
  }
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answerReview(review)));
}

async function readReview(request: IncomingMessage): Promise<JsonObject | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maximumBody) return null;
    chunks.push(bytes);
  }
  const body = parseJson(Buffer.concat(chunks).toString('utf8'));
  return isObject(body) && body.kind === 'AdmissionReview' ? body : null;
}

/** As istiod writes its own, but for the address: a URL, as there is no pod network to reach a Service by. */
function configurationFor(url: string, caPem: string): JsonObject {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: {
      name: 'istio-validator-istio-system',
      labels: { app: 'istiod', istio: 'istiod', 'istio.io/rev': 'default' },
    },
    webhooks: [
      {
        name: 'rev.validation.istio.io',
        clientConfig: { url, caBundle: Buffer.from(caPem).toString('base64') },
        rules: [
          {
            operations: ['CREATE', 'UPDATE'],
            apiGroups: [
              'security.istio.io',
              'networking.istio.io',
              'telemetry.istio.io',
              'extensions.istio.io',
            ],
            apiVersions: ['*'],
            resources: ['*'],
            scope: '*',
          },
        ],
        failurePolicy: 'Fail',
        sideEffects: 'None',
        admissionReviewVersions: ['v1'],
        timeoutSeconds: 10,
      },
    ],
  };
}
