{{- define "apus.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
{{- end -}}

{{- define "apus.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
# Volumes with millions of files are not walked at every start.
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{/*
`spec.template` of every workload. Takes root, component, values (of the component or the pool), and "track"
or "pool", "tag" and "digest" where they are not the chart's.
*/}}
{{- define "apus.pod" -}}
{{- $root := .root }}
metadata:
  labels:
    {{- include "apus.podLabels" . | nindent 4 }}
    {{- with $root.Values.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  annotations:
    # A changed configuration restarts the pods.
    checksum/configuration: {{ include "apus.configuration" $root | sha256sum }}
    {{- with $root.Values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ include "apus.prefix" $root }}-{{ .component }}
  automountServiceAccountToken: false
  enableServiceLinks: false
  # More than preStopSeconds and drainTimeoutSeconds together.
  terminationGracePeriodSeconds: {{ $root.Values.terminationGracePeriodSeconds }}
  {{- with $root.Values.imagePullSecrets }}
  imagePullSecrets:
    {{- range . }}
    - name: {{ . }}
    {{- end }}
  {{- end }}
  securityContext:
    {{- include "apus.podSecurity" . | nindent 4 }}
  {{- include "apus.placement" . | trim | nindent 2 }}
  {{- with dig "gpu" "resourceClaim" "deviceClassName" "" .values }}
  resourceClaims:
    - name: gpu
      resourceClaimTemplateName: {{ include "apus.prefix" $root }}-gpu-{{ $.pool }}
  {{- end }}
  {{- $init := "" }}
  {{- if include "apus.readsModels" .component }}
  {{- $init = include "apus.modelsInitContainers" . | trim }}
  {{- end }}
  {{- with $init }}
  initContainers:
    {{- . | nindent 4 }}
  {{- end }}
  containers:
    - name: service
      image: {{ include "apus.image" . }}
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      command: [{{ include "apus.executable" .component }}]
      args:
        {{- include "apus.arguments" . | trim | nindent 8 }}
      envFrom:
        - configMapRef:
            name: {{ include "apus.prefix" $root }}
      {{- with include "apus.environment" . | trim }}
      env:
        {{- . | nindent 8 }}
      {{- end }}
      ports:
        - name: grpc
          containerPort: {{ include "apus.port" .component }}
        - name: admin
          containerPort: 9090
        - name: health
          containerPort: 9091
      resources:
        {{- include "apus.resources" . | trim | nindent 8 }}
      {{- /* Threads are counted once, at the start; the others use what they are given. */}}
      resizePolicy:
        - resourceName: cpu
          restartPolicy: {{ include "apus.readsModels" .component | empty | ternary "NotRequired" "RestartContainer" }}
        - resourceName: memory
          restartPolicy: NotRequired
      securityContext:
        {{- include "apus.containerSecurity" . | nindent 8 }}
      # The health port is plain text when the services speak TLS: a kubelet has no certificate.
      startupProbe:
        grpc: {port: 9091, service: startup}
        periodSeconds: 2
        timeoutSeconds: 2
        failureThreshold: {{ div (add $root.Values.startupSeconds 1) 2 }}
      readinessProbe:
        grpc: {port: 9091, service: readiness}
        periodSeconds: 5
        timeoutSeconds: 2
        failureThreshold: 2
      livenessProbe:
        grpc: {port: 9091, service: liveness}
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 6
      lifecycle:
        preStop:
          # Endpoints are withdrawn everywhere before the drain begins.
          sleep:
            seconds: {{ $root.Values.preStopSeconds }}
      volumeMounts:
        {{- include "apus.volumeMounts" . | trim | nindent 8 }}
  {{- with include "apus.volumes" . | trim }}
  volumes:
    {{- . | nindent 4 }}
  {{- end }}
{{- end -}}

{{- define "apus.arguments" -}}
{{- $root := .root }}
- --listen=0.0.0.0:{{ include "apus.port" .component }}
- --admin-listen=0.0.0.0:9090
- --health-listen=0.0.0.0:9091
{{- if eq .component "gateway" }}
- --api-key-file=/etc/apus/key/api-key
{{- end }}
{{- $callees := get (include "apus.calls" $root | fromJson) .component }}
{{- range $callees }}
- --{{ replace "-worker" "" . }}-target=dns:///{{ include "apus.prefix" $root }}-{{ . }}:{{ include "apus.port" . }}
{{- end }}
{{- if and (eq .component "gateway") $root.Values.inferenceCanary.pool }}
- --inference-canary-percent={{ $root.Values.inferenceCanary.percent }}
{{- end }}
{{- if $root.Values.tls.enabled }}
- --tls-cert=/etc/apus/tls/tls.crt
- --tls-key=/etc/apus/tls/tls.key
{{- if or (ne .component "gateway") $root.Values.tls.clientCertificatesAtGateway }}
- --tls-ca=/etc/apus/tls/ca.crt
{{- end }}
{{- if $callees }}
- --backend-tls-ca=/etc/apus/tls/ca.crt
{{- end }}
{{- end }}
{{- if and $root.Values.masterKey.existingSecret (has .component (list "orchestrator" "memory")) }}
- --master-key-file=/etc/apus/master-key/{{ $root.Values.masterKey.key }}
{{- end }}
{{- if and $callees (include "apus.scalesFromZero" $root) }}
- --wait-for-workers
{{- end }}
{{- range $name, $value := .values.options }}
- --{{ $name }}={{ $value }}
{{- end }}
{{- end -}}

{{- define "apus.environment" -}}
{{- if and (include "apus.readsModels" .component) (not (hasKey (.values.options | default dict) "threads")) }}
# As many threads as processors that the pod asks for, not as the node has.
- name: APUS_THREADS
  valueFrom:
    resourceFieldRef:
      containerName: service
      resource: requests.cpu
      divisor: "1"
{{- end }}
{{- if include "apus.usesPostgreSQL" . }}
{{- with .root.Values.postgresql }}
- name: APUS_STORE
  valueFrom:
    secretKeyRef:
      name: {{ .existingSecret }}
      key: {{ .key }}
# For what the address leaves out.
- name: PGSSLMODE
  value: {{ .sslMode }}
{{- if .certificateAuthority.existingSecret }}
- name: PGSSLROOTCERT
  value: /etc/apus/postgresql/{{ .certificateAuthority.key }}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{/* Requests and limits, with the pool's GPUs. */}}
{{- define "apus.resources" -}}
{{- $resources := deepCopy (.values.resources | default dict) -}}
{{- $gpu := .values.gpu | default dict -}}
{{- if $gpu.resourceClaim -}}
{{- $_ := set $resources "claims" (list (dict "name" "gpu")) -}}
{{- else if eq (.values.accelerator | default "none") "nvidia" -}}
{{- $_ := set $resources "limits" (merge (dict "nvidia.com/gpu" ($gpu.count | default 1)) ($resources.limits | default dict)) -}}
{{- end -}}
{{- toYaml $resources -}}
{{- end -}}
