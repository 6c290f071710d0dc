{{/*
Where a pod may run. Takes root, component, values, and track or pool: architecture and accelerator of the
pool, what all pods share, and the regions that everything is pinned to.
*/}}
{{- define "apus.placement" -}}
{{- $shared := .root.Values.placement -}}
{{- $selector := merge (dict) (.values.nodeSelector | default dict) $shared.nodeSelector -}}
{{- with .values.architecture -}}
{{- $_ := set $selector "kubernetes.io/arch" . -}}
{{- end -}}
{{- $tolerations := concat (.values.tolerations | default list) $shared.tolerations -}}
{{- if eq (get $selector "kubernetes.io/arch") "arm64" -}}
{{- /* GKE taints its arm64 nodes so; elsewhere it does nothing. */ -}}
{{- $tolerations = append $tolerations (dict "key" "kubernetes.io/arch" "operator" "Equal" "value" "arm64" "effect" "NoSchedule") -}}
{{- end -}}
{{- with $selector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.region.nodeRegions }}
affinity:
  nodeAffinity:
    # Required, not preferred: what is kept in these regions must not start elsewhere either.
    requiredDuringSchedulingIgnoredDuringExecution:
      nodeSelectorTerms:
        - matchExpressions:
            - key: topology.kubernetes.io/region
              operator: In
              values:
                {{- toYaml . | nindent 16 }}
{{- end }}
{{- with .values.priorityClassName | default $shared.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .values.runtimeClassName }}
runtimeClassName: {{ . }}
{{- end }}
topologySpreadConstraints:
  {{- range $key := list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
  - maxSkew: 1
    topologyKey: {{ $key }}
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "apus.selector" $ | nindent 8 }}
    {{- if not (include "apus.isStateful" $) }}
    # The pods of a roll-out are spread by themselves, not among those that they replace.
    matchLabelKeys: [pod-template-hash]
    {{- end }}
  {{- end }}
{{- end -}}
