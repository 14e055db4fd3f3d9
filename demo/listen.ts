import { createServer, type RequestListener } from 'node:http';

/** A server on a loopback port, and how to stop it. */
export interface Listening {
  readonly url: string;
  close(): Promise<void>;
}

/** Listens; rejects where the port is taken. Closing ends open connections. Port 0 is any that is free. */
export async function listen(listener: RequestListener, port: number, host: string): Promise<Listening> {
  const server = createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const bound = address !== null && typeof address === 'object' ? address.port : port;
  return {
    url: `http://${host}:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
