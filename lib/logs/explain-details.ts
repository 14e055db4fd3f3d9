/** What Envoy's `%RESPONSE_CODE_DETAILS%` says, by how it begins (Envoy's documentation, "Response Code Details"; Istio's filters). */
const meanings: readonly (readonly [start: string, says: string])[] = [
  ['via_upstream', 'The answer came from the other side: this proxy passed it on.'],
  ['direct_response', 'The route itself answers, without asking anyone.'],
  ['route_not_found', 'No rule matched the request.'],
  ['no_healthy_upstream', 'No endpoint of the service or subset was ready or left after ejection.'],
  ['cluster_not_found', 'The route names a host or subset that the proxy does not have.'],
  [
    'filter_chain_not_found',
    'The connection fits no way to talk to the port, as plain text where mTLS is demanded.',
  ],
  ['upstream_reset_before_response_started{overflow', 'A limit of the connection pool was reached.'],
  [
    'upstream_reset_before_response_started{connection_termination',
    'The other side closed the connection before it answered.',
  ],
  [
    'upstream_reset_before_response_started{remote_connection_failure',
    'The connection to the other side could not be made.',
  ],
  [
    'upstream_reset_before_response_started{connection_timeout',
    'The other side did not take the connection in time.',
  ],
  ['upstream_reset_before_response_started{protocol_error', 'The other side answered in another protocol.'],
  ['upstream_reset_before_response_started', 'The stream to the other side was reset before it answered.'],
  [
    'upstream_reset_after_response_started',
    'The stream to the other side was reset in the middle of its answer.',
  ],
  ['upstream_response_timeout', 'The timeout of the route passed.'],
  ['upstream_per_try_timeout', 'The timeout of one try passed.'],
  ['response_timeout', 'The timeout of the route passed.'],
  ['upstream_max_stream_duration_reached', 'The stream lasted longer than allowed.'],
  ['downstream_remote_disconnect', 'The caller closed the connection before the answer came.'],
  ['downstream_local_disconnect', 'The proxy closed the connection to the caller.'],
  ['http2.remote_reset', 'The caller reset the stream before the answer came.'],
  ['http1.codec_error', 'The caller spoke something that is not HTTP/1.1.'],
  ['fault_filter_abort', 'A fault of the VirtualService answered.'],
  [
    'rbac_access_denied_matched_policy[none]',
    'Policies allow some callers, and none of them allows this one.',
  ],
  ['rbac_access_denied_matched_policy', 'The AuthorizationPolicy that is named denied it.'],
  ['jwt_authn_access_denied', 'The token was not accepted.'],
  ['ext_authz_denied', 'The external authorizer refused it.'],
  ['ext_authz_error', 'The external authorizer did not answer.'],
  ['local_rate_limited', 'A rate limit refused it.'],
  ['request_rate_limited', 'A rate limit refused it.'],
  ['stream_idle_timeout', 'The stream was idle for longer than allowed.'],
  ['request_overall_timeout', 'The request took longer to arrive than allowed.'],
  ['duration_timeout', 'The connection lasted longer than allowed.'],
  ['overload', 'The proxy is short of memory and sheds load.'],
  ['path_normalization_failed', 'The path could not be brought into its usual form.'],
  ['missing_host_header', 'The request named no host.'],
  ['request_headers_failed_strict_check', 'A header failed a strict check.'],
  ['grpc_', 'gRPC was translated, and that failed.'],
];

/** What the details of a response mean in a sentence; nothing for those that are not known. */
export function explainDetails(details: string): string {
  return meanings.find(([start]) => details.startsWith(start))?.[1] ?? '';
}
