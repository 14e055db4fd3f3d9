import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** Answers one request, whose body has come whole, or leaves it hanging. */
export type Script = (request: IncomingMessage, response: ServerResponse, body: string) => void;

export interface ScriptedServer {
  readonly url: string;
  /** Stops listening and cuts every connection, those that hang too. */
  close(): Promise<void>;
}

/** A server on a free port of the loopback address that answers as a test scripts it. */
export async function scriptedServer(script: Script): Promise<ScriptedServer> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => script(request, response, body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
