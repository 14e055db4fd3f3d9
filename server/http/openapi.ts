import { z } from 'zod';
import { breakdownResponse, edgeResponse, nodeResponse } from '#lib/api/details-contract.ts';
import { errorBody } from '#lib/api/error-contract.ts';
import { findingsResponse, reviewRequest, reviewResponse } from '#lib/api/findings-contract.ts';
import {
  compareResponse,
  declaredResponse,
  graphResponse,
  measuresResponse,
  nodesResponse,
  whyNoEdgeResponse,
} from '#lib/api/graph-contract.ts';
import { fieldResponse, objectResponse, objectsResponse } from '#lib/api/object-contract.ts';
import { packedJson } from '#lib/api/packed-json.ts';
import { sessionRequest } from '#lib/api/session-contract.ts';
import { statusResponse } from '#lib/api/status-contract.ts';
import { streamEvent } from '#lib/api/stream-contract.ts';
import { timelineResponse } from '#lib/api/timeline-contract.ts';
import { verdictResponse } from '#lib/api/verdict-contract.ts';
import { version } from '../queries/version.ts';
import { alertsOperations } from './alerts-operations.ts';
import { diagnosisOperation } from './diagnosis-operation.ts';
import { editOperations } from './edit-operations.ts';
import { type Example, examples } from './examples.ts';
import { historyOperation } from './history-operation.ts';
import { incidentOperations } from './incident-operations.ts';
import { logsOperation } from './logs-operation.ts';
import type { Operation } from './operation.ts';
import { params } from './parse.ts';
import { podsOperations } from './pods-operations.ts';
import { simulateOperation } from './simulate-operation.ts';
import { tracesOperations } from './traces-operations.ts';

/** Every endpoint. */
export const operations: readonly Operation[] = [
  {
    path: '/api/v1/status',
    method: 'get',
    summary: 'Who asks, as whom Weft reads, and how Kubernetes and Prometheus do',
    answer: { name: 'StatusResponse', schema: statusResponse },
  },
  {
    path: '/api/v1/graph',
    method: 'get',
    summary: 'The service graph of a window: observed traffic joined with the configuration',
    params: params.graph,
    answer: { name: 'GraphResponse', schema: graphResponse, packed: true },
  },
  {
    path: '/api/v1/measures',
    method: 'get',
    summary:
      'Percentiles and throughput of the edges of a graph, asked of Prometheus for all of them at once',
    params: params.measures,
    answer: { name: 'MeasuresResponse', schema: measuresResponse, packed: true },
  },
  {
    path: '/api/v1/declared',
    method: 'get',
    summary: 'What the configuration declares for the edges and nodes of a graph, beside what shows of it',
    params: params.declared,
    answer: { name: 'DeclaredResponse', schema: declaredResponse, packed: true },
  },
  {
    path: '/api/v1/edge',
    method: 'get',
    summary: 'One edge with percentiles, charts, governing objects and findings',
    params: params.edge,
    answer: { name: 'EdgeResponse', schema: edgeResponse },
  },
  {
    path: '/api/v1/breakdown',
    method: 'get',
    summary: 'The traffic of one edge by pod, node, zone and version of the callee and by pod of the caller',
    params: params.breakdown,
    answer: { name: 'BreakdownResponse', schema: breakdownResponse },
  },
  {
    path: '/api/v1/verdict',
    method: 'get',
    summary: 'The versions of a service side by side, and whether a canary is worse than the stable one',
    params: params.verdict,
    answer: { name: 'VerdictResponse', schema: verdictResponse },
  },
  {
    path: '/api/v1/timeline',
    method: 'get',
    summary: 'Requests and errors of the whole mesh over time, as far as the viewer may see it',
    params: params.timeline,
    answer: { name: 'TimelineResponse', schema: timelineResponse },
  },
  {
    path: '/api/v1/compare',
    method: 'get',
    summary: 'What is new, lost or changed between the graphs of two moments, what matters most first',
    params: params.compare,
    answer: { name: 'CompareResponse', schema: compareResponse },
  },
  {
    path: '/api/v1/node',
    method: 'get',
    summary: 'One node with its edges, percentiles, charts, governing objects and findings',
    params: params.node,
    answer: { name: 'NodeResponse', schema: nodeResponse },
  },
  {
    path: '/api/v1/nodes',
    method: 'get',
    summary:
      'Everything that could be an end of an edge: nodes of the graph, and what Kubernetes alone knows',
    params: params.nodes,
    answer: { name: 'NodesResponse', schema: nodesResponse },
  },
  {
    path: '/api/v1/why-no-edge',
    method: 'get',
    summary: 'Why no edge leads from one node to another, the surest reason first',
    params: params.whyNoEdge,
    answer: { name: 'WhyNoEdgeResponse', schema: whyNoEdgeResponse },
  },
  {
    path: '/api/v1/object',
    method: 'get',
    summary: 'One object as YAML, read with the rights of who asks',
    params: params.object,
    answer: { name: 'ObjectResponse', schema: objectResponse },
  },
  {
    path: '/api/v1/objects',
    method: 'get',
    summary: 'The configuration of the mesh, with how many findings each object has and who manages it',
    answer: { name: 'ObjectsResponse', schema: objectsResponse, packed: true },
  },
  {
    path: '/api/v1/findings',
    method: 'get',
    summary: 'What is wrong with the configuration, since when, and what could not be checked',
    params: params.findings,
    answer: { name: 'FindingsResponse', schema: findingsResponse, packed: true },
  },
  {
    path: '/api/v1/field',
    method: 'get',
    summary: 'What the schema of a kind says of one of its fields',
    params: params.field,
    answer: { name: 'FieldResponse', schema: fieldResponse },
  },
  {
    path: '/api/v1/review',
    method: 'post',
    summary: 'What a draft would do to the findings; nothing is written',
    request: reviewRequest,
    answer: { name: 'ReviewResponse', schema: reviewResponse },
  },
  diagnosisOperation,
  simulateOperation,
  ...incidentOperations,
  ...alertsOperations,
  historyOperation,
  logsOperation,
  ...tracesOperations,
  ...podsOperations,
  ...editOperations,
  {
    path: '/api/v1/stream',
    method: 'get',
    summary: 'Server-sent events that carry versions; what changed is fetched by GET',
    params: params.stream,
    answer: { name: 'StreamEvent', schema: streamEvent, type: 'text/event-stream' },
  },
  {
    path: '/api/v1/session',
    method: 'post',
    summary: 'Sign in with a Kubernetes bearer token, where Weft is set to ask for one',
    request: sessionRequest,
    answer: null,
  },
  { path: '/api/v1/session', method: 'delete', summary: 'Sign out', answer: null },
  {
    path: '/api/v1/openapi.json',
    method: 'get',
    summary: 'This document',
    answer: { name: 'OpenApiDocument', schema: z.record(z.string(), z.unknown()) },
  },
];

type Json = Record<string, unknown>;

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
  return rest;
};

const reference = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

/** The OpenAPI 3.1 document of the HTTP API, made from the schemas that requests and answers are held to. */
export function openapi(): Json {
  const paths: Record<string, Json> = {};
  const schemas: Json = { ErrorBody: schemaOf(errorBody, 'output') };
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) };
    if (operation.answer !== null) {
      schemas[operation.answer.name] = schemaOf(operation.answer.schema, 'output');
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Weft',
      version,
      description: 'Declared configuration and observed traffic of an Istio mesh, joined on every edge.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: { schemas },
  };
}

const packedContent: Json = {
  schema: { type: 'string', format: 'binary', description: 'The same JSON, compressed by gzip' },
};

/** `/api/v1/openapi.json` → `Openapi`. */
function nameOf(path: string): string {
  const last = path.slice(path.lastIndexOf('/') + 1).replace('.json', '');
  return last.charAt(0).toUpperCase() + last.slice(1);
}

function describe({ path, method, summary, params, request, answer }: Operation): Json {
  const example = examples[path];
  const type = answer?.type ?? 'application/json';
  const success =
    answer === null
      ? { 204: { description: 'Done' } }
      : {
          200: {
            description: 'The answer',
            content: {
              [type]: { schema: reference(answer.name), ...shown(example?.answer) },
              ...(answer.packed ? { [packedJson]: packedContent } : {}),
            },
          },
        };
  const failure = {
    description: 'What is wrong and what to do about it',
    content: { 'application/json': { schema: reference('ErrorBody') } },
  };
  return {
    operationId: `${method}${nameOf(path)}`,
    summary,
    ...(params === undefined ? {} : { parameters: parametersOf(params, example?.query) }),
    ...(request === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: {
              'application/json': { schema: schemaOf(request, 'input'), ...shown(example?.request) },
            },
          },
        }),
    responses: { ...success, default: failure },
  };
}

const shown = (example: unknown): Json => (example === undefined ? {} : { example });

function parametersOf(params: z.ZodObject, query: Example['query'] = {}): Json[] {
  return Object.entries(params.shape).map(([name, schema]) => {
    // Each shape of `params` is made of schemas; zod types them as its own core does.
    const { description, ...rest } = schemaOf(schema as z.ZodType, 'input');
    const required = !(schema as z.ZodType).safeParse(undefined).success;
    return { name, in: 'query', required, description, schema: rest, ...shown(query[name]) };
  });
}
