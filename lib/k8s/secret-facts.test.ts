import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { beforeAll, expect, test } from 'vitest';
import { secretFacts } from './secret-facts.ts';

const expires = Date.UTC(2030, 0, 1);
let certificate = '';

beforeAll(async () => {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ]);
  const made = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=shop.example',
    notBefore: new Date(Date.UTC(2025, 0, 1)),
    notAfter: new Date(expires),
    keys,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    extensions: [new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: 'shop.example' }])],
  });
  certificate = made.toString('pem');
});

const secret = (data: Record<string, string>) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'tls', namespace: 'edge' },
  type: 'kubernetes.io/tls',
  data: Object.fromEntries(Object.entries(data).map(([key, value]) => [key, btoa(value)])),
});
const credential = (data: Record<string, string>, now = Date.UTC(2026, 0, 1)) =>
  secretFacts(secret(data), now).credential;

test('a certificate and its key serve until they expire', () => {
  const data = { 'tls.crt': certificate, 'tls.key': 'key' };
  expect(credential(data)).toMatchObject({
    state: 'valid',
    notAfter: expires,
    subject: 'CN=shop.example',
    dnsNames: ['shop.example'],
  });
  expect(credential(data, expires + 1)).toMatchObject({ state: 'expired' });
  expect(credential({ cert: certificate, key: 'key' })).toMatchObject({ state: 'valid' });
});

test('what is missing is named, what cannot be read is said', () => {
  expect(credential({ 'tls.crt': certificate })).toEqual({ state: 'incomplete', missing: ['tls.key'] });
  expect(credential({})).toEqual({ state: 'incomplete', missing: ['tls.crt', 'tls.key'] });
  expect(credential({ 'tls.crt': 'junk', 'tls.key': 'key' })).toEqual({ state: 'unreadable' });
});

test('a key of another certificate does not serve, where that can be told', () => {
  const data = { 'tls.crt': certificate, 'tls.key': 'key' };
  const told = (fits: boolean | null) => secretFacts(secret(data), 0, () => fits).credential.state;
  expect([told(true), told(false), told(null)]).toEqual(['valid', 'mismatched', 'valid']);
});

test('no value is kept', () => {
  const facts = secretFacts(secret({ 'tls.crt': certificate, 'tls.key': 'hunter2' }), 0);
  expect(facts.keys).toEqual(['tls.crt', 'tls.key']);
  expect(JSON.stringify(facts)).not.toMatch(/hunter2|CERTIFICATE/);
});
