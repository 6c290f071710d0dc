{{/* Up at once, because people wait; down slowly, because a model takes long to load. */}}
{{- define "apus.workerBehavior" -}}
scaleUp:
  stabilizationWindowSeconds: 0
  policies:
    - {type: Percent, value: 100, periodSeconds: 15}
    - {type: Pods, value: 2, periodSeconds: 15}
  selectPolicy: Max
scaleDown:
  stabilizationWindowSeconds: 300
  policies:
    - {type: Pods, value: 1, periodSeconds: 60}
{{- end -}}

{{/* Whether there may be no worker at all: "true" or nothing. Takes root. */}}
{{- define "apus.scalesFromZero" -}}
{{- range .Values.workerPools -}}
{{- if include "apus.poolMayBeNone" . -}}true{{- end -}}
{{- end -}}
{{- end -}}

{{/* Whether a pool has no pods and no scaler: "true" or nothing. Takes the pool. */}}
{{- define "apus.poolIsParked" -}}
{{- if and . (eq (dig "autoscaling" "kind" "none" .) "none") (eq (int (dig "replicas" 1 .)) 0) -}}true{{- end -}}
{{- end -}}

{{/* Whether a scaler may leave a pool without pods: "true" or nothing. Takes the pool. */}}
{{- define "apus.poolMayBeNone" -}}
{{- if and . (eq (dig "autoscaling" "kind" "none" .) "keda") (eq (int (dig "autoscaling" "minReplicas" 1 .)) 0) -}}true{{- end -}}
{{- end -}}
