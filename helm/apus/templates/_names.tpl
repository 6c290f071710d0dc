{{/* Prefix of every object: the release, with the chart's name in it once. */}}
{{- define "apus.prefix" -}}
{{- if contains "apus" .Release.Name -}}
{{- .Release.Name | trunc 30 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-apus" .Release.Name | trunc 30 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* The services in the order of who calls whom. A canary of the workers is a component of its own. Takes root. */}}
{{- define "apus.components" -}}
gateway orchestrator memory retrieval inference-worker{{ with .Values.inferenceCanary.pool }} inference-worker-canary{{ end }}
{{- end -}}

{{/* Who calls whom, as JSON: the flags, the network policies and the certificates follow from it. Takes root. */}}
{{- define "apus.calls" -}}
{{- $calls := dict "gateway" (list "orchestrator" "memory" "retrieval" "inference-worker") "orchestrator" (list "memory" "retrieval" "inference-worker") "memory" (list) "retrieval" (list) "inference-worker" (list) -}}
{{- if .Values.inferenceCanary.pool -}}
{{- $_ := set $calls "gateway" (append $calls.gateway "inference-worker-canary") -}}
{{- $_ := set $calls "inference-worker-canary" (list) -}}
{{- end -}}
{{- toJson $calls -}}
{{- end -}}

{{/* The component of a pool of workers. Takes (dict "root" $ "pool" NAME). */}}
{{- define "apus.poolComponent" -}}
{{- eq .pool .root.Values.inferenceCanary.pool | ternary "inference-worker-canary" "inference-worker" -}}
{{- end -}}

{{/* What a component runs. Takes its name. */}}
{{- define "apus.executable" -}}
{{- trimSuffix "-canary" . -}}
{{- end -}}

{{/* gRPC port of a component. Takes its name. */}}
{{- define "apus.port" -}}
{{- get (dict "gateway" "8080" "orchestrator" "50051" "memory" "50052" "retrieval" "50053" "inference-worker" "50054") (include "apus.executable" .) -}}
{{- end -}}

{{/* The key of a component among the values. Takes its name. */}}
{{- define "apus.valuesKey" -}}
{{- eq . "inference-worker" | ternary "inferenceWorker" . -}}
{{- end -}}

{{/* Labels that select a component's pods. Takes (dict "root" $ "component" NAME), and "track" or "pool". */}}
{{- define "apus.selector" -}}
app.kubernetes.io/name: apus
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- with .track }}
apus.io/track: {{ . }}
{{- end }}
{{- with .pool }}
apus.io/pool: {{ . }}
{{- end }}
{{- end -}}

{{/* Labels of a pod: nothing that changes with the chart alone, which would restart it. Takes what apus.selector takes. */}}
{{- define "apus.podLabels" -}}
{{ include "apus.selector" . }}
app.kubernetes.io/part-of: apus
app.kubernetes.io/version: {{ .tag | default .root.Values.image.tag | default .root.Chart.AppVersion | quote }}
{{- end -}}

{{/* Labels of an object. Takes what apus.selector takes. */}}
{{- define "apus.labels" -}}
{{ include "apus.podLabels" . }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end -}}

{{/* `metadata` of an object. Takes what apus.labels takes, and "name", which follows the prefix if there is one. */}}
{{- define "apus.metadata" -}}
name: {{ include "apus.prefix" .root }}{{ with .name }}-{{ . }}{{ end }}
namespace: {{ .root.Release.Namespace }}
labels:
  {{- include "apus.labels" . | nindent 2 }}
{{- end -}}

{{/* Image of a component. Takes (dict "root" $ "component" NAME), and "tag" or "digest" where it is not the chart's. */}}
{{- define "apus.image" -}}
{{- $image := .root.Values.image -}}
{{- $executable := include "apus.executable" .component -}}
{{- $digest := .digest | default (empty .tag | ternary (get $image.digests $executable) "") -}}
{{- if $digest -}}
{{- printf "%s/%s@%s" $image.repository $executable $digest -}}
{{- else -}}
{{- printf "%s/%s:%s" $image.repository $executable (.tag | default $image.tag | default .root.Chart.AppVersion) -}}
{{- end -}}
{{- end -}}

{{- define "apus.apiKeySecret" -}}
{{- .Values.apiKey.existingSecret | default (printf "%s-api-key" (include "apus.prefix" .)) -}}
{{- end -}}

{{- define "apus.modelsClaim" -}}
{{- .Values.models.claim.existingClaim | default (printf "%s-models" (include "apus.prefix" .)) -}}
{{- end -}}

{{/* Whether a component keeps what it has in PostgreSQL: "true" or nothing. Takes root and component. */}}
{{- define "apus.usesPostgreSQL" -}}
{{- if and .root.Values.postgresql.enabled (has .component (list "orchestrator" "memory")) -}}true{{- end -}}
{{- end -}}

{{/* Whether a component has a volume of its own: "true" or nothing. Takes root and component. */}}
{{- define "apus.isStateful" -}}
{{- if and (has .component (list "orchestrator" "memory" "retrieval")) (not (include "apus.usesPostgreSQL" .)) -}}true{{- end -}}
{{- end -}}

{{- define "apus.certificateAuthority" -}}
{{- .Values.tls.issuer.name | default (include "apus.prefix" .) -}}
{{- end -}}

{{/* A Service's gRPC port. Takes root and port. */}}
{{- define "apus.servicePort" -}}
name: grpc
port: {{ .port }}
targetPort: grpc
appProtocol: {{ .root.Values.tls.enabled | ternary "https" "kubernetes.io/h2c" }}
{{- end -}}
