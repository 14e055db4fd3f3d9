import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readKubeconfig } from './kubeconfig.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const text = `
apiVersion: v1
kind: Config
current-context: admin
clusters:
- {name: one, cluster: {server: 'https://127.0.0.1:6443/', certificate-authority-data: ${base64('CA')}}}
- {name: two, cluster: {server: 'https://10.0.0.1', insecure-skip-tls-verify: true}}
contexts:
- {name: admin, context: {cluster: one, user: root}}
- {name: cert, context: {cluster: two, user: pair}}
- {name: cloud, context: {cluster: one, user: plugin}}
users:
- {name: root, user: {tokenFile: token}}
- {name: pair, user: {client-certificate-data: ${base64('CERT')}, client-key: key.pem}}
- {name: plugin, user: {exec: {command: aws}}}
`;

function file(content = text): string {
  const folder = mkdtempSync(join(tmpdir(), 'kubeconfig-'));
  writeFileSync(join(folder, 'token'), 'secret\n');
  writeFileSync(join(folder, 'key.pem'), 'KEY');
  writeFileSync(join(folder, 'config'), content);
  return join(folder, 'config');
}

test('the current context: CA, token from a file beside the kubeconfig', () => {
  expect(readKubeconfig(file())).toMatchObject({
    server: 'https://127.0.0.1:6443',
    context: 'admin',
    user: 'root',
    ca: 'CA',
    insecure: false,
    token: 'secret',
    certificate: null,
  });
});

test('a named context: client certificate, no verification', () => {
  expect(readKubeconfig(file(), 'cert')).toMatchObject({
    insecure: true,
    token: null,
    certificate: { cert: 'CERT', key: 'KEY' },
  });
});

test('what cannot be used is named', () => {
  expect(() => readKubeconfig('/nowhere/config')).toThrow(/Cannot read the kubeconfig \/nowhere\/config/);
  expect(() => readKubeconfig(file(), 'prod')).toThrow(/no context "prod". It has: admin, cert, cloud/);
  expect(() => readKubeconfig(file(), 'cloud')).toThrow(/signs in through a plugin/);
  expect(() => readKubeconfig(file('clusters: 3'))).toThrow(/is not a kubeconfig/);
});
