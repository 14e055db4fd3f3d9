const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });

/** A call from checkout to payment that finds nobody there, as Jaeger's API v3 gives it. Written by hand. For tests. */
export const jaegerAnswer = {
  result: {
    resourceSpans: [
      {
        resource: { attributes: [text('service.name', 'checkout.shop')] },
        scopeSpans: [
          {
            scope: {},
            spans: [
              {
                traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
                spanId: '00f067aa0ba902b7',
                parentSpanId: '',
                name: 'checkout.shop.svc.cluster.local:8080/*',
                kind: 2,
                startTimeUnixNano: '1772442000000001000',
                endTimeUnixNano: '1772442000030501000',
                attributes: [text('http.status_code', '500'), text('response_flags', '-')],
                status: {},
              },
              {
                traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
                spanId: '53995c3f42cd8ad8',
                parentSpanId: '00f067aa0ba902b7',
                name: 'payment.shop.svc.cluster.local:8080/*',
                kind: 3,
                startTimeUnixNano: '1772442000002001000',
                endTimeUnixNano: '1772442000028001000',
                attributes: [
                  text('http.status_code', '503'),
                  text('response_flags', 'UF'),
                  text('upstream_cluster', 'outbound|8080||payment.shop.svc.cluster.local;'),
                  text('istio.namespace', 'shop'),
                  text('istio.canonical_service', 'checkout'),
                  text('node_id', 'sidecar~10.0.0.7~checkout-v1-abc.shop~shop.svc.cluster.local'),
                  { key: 'error', value: { boolValue: true } },
                  { key: 'response_size', value: { intValue: '91' } },
                ],
                status: { code: 2, message: '' },
              },
            ],
          },
        ],
      },
    ],
  },
};

/** One span as Tempo's `/api/traces` gives it: ids in base64, enums by name. Written by hand. For tests. */
export const tempoAnswer = {
  batches: [
    {
      resource: { attributes: [text('service.name', 'payment.shop')] },
      scopeSpans: [
        {
          spans: [
            {
              traceId: 'S/kvNXezTaajzpKdDg5HNg==',
              spanId: 'APBnqgupArc=',
              name: 'charge',
              kind: 'SPAN_KIND_SERVER',
              startTimeUnixNano: '1772442000000000000',
              endTimeUnixNano: '1772442000004000000',
              attributes: [text('http.status_code', '200')],
              status: { code: 'STATUS_CODE_ERROR', message: 'declined' },
            },
          ],
        },
      ],
    },
  ],
};
