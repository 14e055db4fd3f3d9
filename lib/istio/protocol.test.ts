import { expect, test } from 'vitest';
import { declaredProtocol } from './protocol.ts';

test.each([
  [{ port: 80, name: 'http' }, 'http'],
  [{ port: 80, name: 'HTTP-admin' }, 'http'],
  [{ port: 80, name: 'grpc-web-ui' }, 'grpc-web'],
  [{ port: 80, name: 'web' }, null],
  [{ port: 80 }, null],
  [{ port: 3306, name: 'db' }, 'tcp'],
  [{ port: 53, name: 'dns', protocol: 'UDP' }, 'udp'],
  [{ port: 80, name: 'web', appProtocol: 'kubernetes.io/h2c' }, 'http2'],
  [{ port: 80, name: 'http', appProtocol: 'custom' }, null],
])('%j speaks %s', (port, protocol) => {
  expect(declaredProtocol(port)).toBe(protocol);
});
