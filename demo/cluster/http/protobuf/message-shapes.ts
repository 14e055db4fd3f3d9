/**
 * Fields of the Kubernetes messages that typed clients send as protobuf (kubectl from 1.32 on: create, auth, scale),
 * written `name=number:kind`. Kinds: string, int, bool, bytes, a message's name, Time, Quantity, IntOrString, `map` of
 * strings, `map<kind>`; `[]` before a kind repeats it, `?` after it keeps a zero value that was set.
 */
const shapes: Readonly<Record<string, string>> = {
  ObjectMeta: `name=1:string generateName=2:string namespace=3:string selfLink=4:string uid=5:string
    resourceVersion=6:string
    generation=7:int creationTimestamp=8:Time deletionTimestamp=9:Time deletionGracePeriodSeconds=10:int? labels=11:map
    annotations=12:map ownerReferences=13:[]OwnerReference finalizers=14:[]string`,
  OwnerReference:
    'kind=1:string name=3:string uid=4:string apiVersion=5:string controller=6:bool? blockOwnerDeletion=7:bool?',
  LocalObjectReference: 'name=1:string',
  ObjectReference: `kind=1:string namespace=2:string name=3:string uid=4:string apiVersion=5:string
    resourceVersion=6:string fieldPath=7:string`,
  LabelSelector: 'matchLabels=1:map matchExpressions=2:[]LabelSelectorRequirement',
  LabelSelectorRequirement: 'key=1:string operator=2:string values=3:[]string',
  DeleteOptions: `gracePeriodSeconds=1:int? preconditions=2:Preconditions orphanDependents=3:bool?
    propagationPolicy=4:string dryRun=5:[]string`,
  Preconditions: 'uid=1:string resourceVersion=2:string',

  'v1/ConfigMap': 'metadata=1:ObjectMeta data=2:map binaryData=3:map<bytes> immutable=4:bool?',
  'v1/Secret': 'metadata=1:ObjectMeta data=2:map<bytes> type=3:string stringData=4:map immutable=5:bool?',
  'v1/Namespace': 'metadata=1:ObjectMeta spec=2:NamespaceSpec status=3:NamespaceStatus',
  NamespaceSpec: 'finalizers=1:[]string',
  NamespaceStatus: 'phase=1:string',
  'v1/ServiceAccount': `metadata=1:ObjectMeta secrets=2:[]ObjectReference imagePullSecrets=3:[]LocalObjectReference
    automountServiceAccountToken=4:bool?`,
  'v1/Service': 'metadata=1:ObjectMeta spec=2:ServiceSpec status=3:ServiceStatus',
  ServiceSpec: `ports=1:[]ServicePort selector=2:map clusterIP=3:string type=4:string externalIPs=5:[]string
    sessionAffinity=7:string loadBalancerIP=8:string loadBalancerSourceRanges=9:[]string externalName=10:string
    externalTrafficPolicy=11:string healthCheckNodePort=12:int publishNotReadyAddresses=13:bool
    ipFamilyPolicy=17:string? clusterIPs=18:[]string ipFamilies=19:[]string allocateLoadBalancerNodePorts=20:bool?
    loadBalancerClass=21:string? internalTrafficPolicy=22:string? trafficDistribution=23:string?`,
  ServicePort:
    'name=1:string protocol=2:string port=3:int targetPort=4:IntOrString nodePort=5:int appProtocol=6:string?',
  ServiceStatus: 'loadBalancer=1:LoadBalancerStatus',
  LoadBalancerStatus: '',

  'apps/v1/Deployment': 'metadata=1:ObjectMeta spec=2:DeploymentSpec status=3:DeploymentStatus',
  DeploymentSpec: `replicas=1:int? selector=2:LabelSelector template=3:PodTemplateSpec strategy=4:DeploymentStrategy
    minReadySeconds=5:int revisionHistoryLimit=6:int? paused=7:bool progressDeadlineSeconds=9:int?`,
  DeploymentStatus: `observedGeneration=1:int replicas=2:int updatedReplicas=3:int availableReplicas=4:int
    unavailableReplicas=5:int readyReplicas=7:int`,
  DeploymentStrategy: 'type=1:string rollingUpdate=2:RollingUpdateDeployment',
  RollingUpdateDeployment: 'maxUnavailable=1:IntOrString maxSurge=2:IntOrString',
  PodTemplateSpec: 'metadata=1:ObjectMeta spec=2:PodSpec',
  PodSpec: `containers=2:[]Container restartPolicy=3:string terminationGracePeriodSeconds=4:int?
    activeDeadlineSeconds=5:int? dnsPolicy=6:string nodeSelector=7:map serviceAccountName=8:string
    serviceAccount=9:string nodeName=10:string hostNetwork=11:bool hostPID=12:bool hostIPC=13:bool
    imagePullSecrets=15:[]LocalObjectReference hostname=16:string subdomain=17:string schedulerName=19:string
    initContainers=20:[]Container priorityClassName=24:string`,
  Container: `name=1:string image=2:string command=3:[]string args=4:[]string workingDir=5:string
    ports=6:[]ContainerPort env=7:[]EnvVar resources=8:ResourceRequirements terminationMessagePath=13:string
    imagePullPolicy=14:string stdin=16:bool stdinOnce=17:bool tty=18:bool terminationMessagePolicy=20:string`,
  ContainerPort: 'name=1:string hostPort=2:int containerPort=3:int protocol=4:string hostIP=5:string',
  EnvVar: 'name=1:string value=2:string',
  ResourceRequirements: 'limits=1:map<Quantity> requests=2:map<Quantity>',

  'autoscaling/v1/Scale': 'metadata=1:ObjectMeta spec=2:ScaleSpec status=3:ScaleStatus',
  ScaleSpec: 'replicas=1:int',
  ScaleStatus: 'replicas=1:int selector=2:string',
  'autoscaling/v2/HorizontalPodAutoscaler':
    'metadata=1:ObjectMeta spec=2:AutoscalerSpec status=3:AutoscalerStatus',
  AutoscalerSpec:
    'scaleTargetRef=1:CrossVersionReference minReplicas=2:int? maxReplicas=3:int metrics=4:[]MetricSpec',
  CrossVersionReference: 'kind=1:string name=2:string apiVersion=3:string',
  MetricSpec: 'type=1:string resource=4:ResourceMetricSource',
  ResourceMetricSource: 'name=1:string target=2:MetricTarget',
  MetricTarget: 'type=1:string value=2:Quantity averageValue=3:Quantity averageUtilization=4:int?',
  AutoscalerStatus: 'currentReplicas=3:int desiredReplicas=4:int',

  'rbac.authorization.k8s.io/v1/Role': 'metadata=1:ObjectMeta rules=2:[]PolicyRule',
  'rbac.authorization.k8s.io/v1/ClusterRole':
    'metadata=1:ObjectMeta rules=2:[]PolicyRule aggregationRule=3:AggregationRule',
  AggregationRule: 'clusterRoleSelectors=1:[]LabelSelector',
  PolicyRule:
    'verbs=1:[]string apiGroups=2:[]string resources=3:[]string resourceNames=4:[]string nonResourceURLs=5:[]string',
  'rbac.authorization.k8s.io/v1/RoleBinding': 'metadata=1:ObjectMeta subjects=2:[]Subject roleRef=3:RoleRef',
  'rbac.authorization.k8s.io/v1/ClusterRoleBinding':
    'metadata=1:ObjectMeta subjects=2:[]Subject roleRef=3:RoleRef',
  Subject: 'kind=1:string apiGroup=2:string name=3:string namespace=4:string',
  RoleRef: 'apiGroup=1:string kind=2:string name=3:string',

  'authentication.k8s.io/v1/SelfSubjectReview': 'metadata=1:ObjectMeta status=2:SelfSubjectReviewStatus',
  SelfSubjectReviewStatus: 'userInfo=1:UserInfo',
  UserInfo: 'username=1:string uid=2:string groups=3:[]string',
  'authentication.k8s.io/v1/TokenRequest':
    'metadata=1:ObjectMeta spec=2:TokenRequestSpec status=3:TokenRequestStatus',
  TokenRequestSpec: 'audiences=1:[]string boundObjectRef=3:BoundObjectReference expirationSeconds=4:int?',
  BoundObjectReference: 'kind=1:string apiVersion=2:string name=3:string uid=4:string',
  TokenRequestStatus: 'token=1:string expirationTimestamp=2:Time',
  'authentication.k8s.io/v1/TokenReview':
    'metadata=1:ObjectMeta spec=2:TokenReviewSpec status=3:TokenReviewStatus',
  TokenReviewSpec: 'token=1:string audiences=2:[]string',
  TokenReviewStatus: 'authenticated=1:bool user=2:UserInfo error=3:string audiences=4:[]string',
  'authorization.k8s.io/v1/SelfSubjectAccessReview':
    'metadata=1:ObjectMeta spec=2:AccessReviewSpec status=3:AccessReviewStatus',
  'authorization.k8s.io/v1/SubjectAccessReview':
    'metadata=1:ObjectMeta spec=2:AccessReviewSpec status=3:AccessReviewStatus',
  'authorization.k8s.io/v1/LocalSubjectAccessReview':
    'metadata=1:ObjectMeta spec=2:AccessReviewSpec status=3:AccessReviewStatus',
  AccessReviewSpec: `resourceAttributes=1:ResourceAttributes nonResourceAttributes=2:NonResourceAttributes user=3:string
    groups=4:[]string uid=6:string`,
  ResourceAttributes: `namespace=1:string verb=2:string group=3:string version=4:string resource=5:string
    subresource=6:string name=7:string`,
  NonResourceAttributes: 'path=1:string verb=2:string',
  AccessReviewStatus: 'allowed=1:bool reason=2:string evaluationError=3:string denied=4:bool',
  'authorization.k8s.io/v1/SelfSubjectRulesReview':
    'metadata=1:ObjectMeta spec=2:RulesReviewSpec status=3:RulesReviewStatus',
  RulesReviewSpec: 'namespace=1:string',
  RulesReviewStatus: 'incomplete=3:bool evaluationError=4:string',
};

/** One field of a message as the decoder needs it. */
export interface FieldShape {
  name: string;
  kind: string;
  repeated: boolean;
  /** The value kind of a map, null for anything else. */
  mapOf: string | null;
  keepZero: boolean;
}

const parsed = new Map<string, Map<number, FieldShape>>();

/** The fields of a message by number, null for a message that is not known. */
export function messageShape(message: string): Map<number, FieldShape> | null {
  const known = parsed.get(message);
  if (known !== undefined) return known;
  const text = shapes[message];
  if (text === undefined) return null;
  const shape = new Map(
    text
      .split(/\s+/)
      .filter((part) => part !== '')
      .map(parseField),
  );
  parsed.set(message, shape);
  return shape;
}

function parseField(text: string): [number, FieldShape] {
  const [name = '', rest = ''] = text.split('=');
  const [number = '', declared = ''] = rest.split(':');
  const keepZero = declared.endsWith('?');
  const bare = keepZero ? declared.slice(0, -1) : declared;
  const repeated = bare.startsWith('[]');
  const kind = repeated ? bare.slice(2) : bare;
  const mapOf = kind === 'map' ? 'string' : (/^map<(.+)>$/.exec(kind)?.[1] ?? null);
  return [Number(number), { name, kind, repeated, mapOf, keepZero }];
}
