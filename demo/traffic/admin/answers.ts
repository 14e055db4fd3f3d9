export interface AdminAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export const plain = (body: string, status = 200): AdminAnswer => ({
  status,
  contentType: 'text/plain; charset=UTF-8',
  body,
});

export const missing = plain(
  'invalid path. admin commands are: /certs /clusters /config_dump /ready /server_info /stats\n',
  404,
);

export const json = (value: unknown): AdminAnswer => ({
  status: 200,
  contentType: 'application/json',
  body: `${JSON.stringify(value, null, 1)}\n`,
});
