{{/* What a container sees beside its read-only root. Takes what apus.pod takes. */}}
{{- define "apus.volumeMounts" -}}
{{- $values := .root.Values }}
- name: data
  mountPath: /var/lib/apus
{{- if include "apus.readsModels" .component }}
- name: models
  mountPath: /models
  readOnly: true
{{- end }}
{{- if eq .component "gateway" }}
- name: key
  mountPath: /etc/apus/key
  readOnly: true
{{- end }}
{{- if $values.tls.enabled }}
- name: tls
  mountPath: /etc/apus/tls
  readOnly: true
{{- end }}
{{- if and $values.masterKey.existingSecret (has .component (list "orchestrator" "memory")) }}
- name: master-key
  mountPath: /etc/apus/master-key
  readOnly: true
{{- end }}
{{- if and (include "apus.usesPostgreSQL" .) $values.postgresql.certificateAuthority.existingSecret }}
- name: postgresql
  mountPath: /etc/apus/postgresql
  readOnly: true
{{- end }}
{{- end -}}

{{/* The volumes of those mounts, but for claims of a StatefulSet. */}}
{{- define "apus.volumes" -}}
{{- $values := .root.Values }}
{{- if not (include "apus.isStateful" .) }}
- name: data
  emptyDir:
    sizeLimit: 256Mi
{{- end }}
{{- if include "apus.readsModels" .component }}
{{ include "apus.modelsVolume" .root }}
{{- if include "apus.checksums" . }}
- name: checksums
  configMap:
    name: {{ include "apus.prefix" .root }}-models
{{- end }}
{{- end }}
{{- if eq .component "gateway" }}
{{ include "apus.secretVolume" (dict "name" "key" "secret" (include "apus.apiKeySecret" .root)) }}
{{- end }}
{{- if $values.tls.enabled }}
{{ include "apus.secretVolume" (dict "name" "tls" "secret" (printf "%s-%s-tls" (include "apus.prefix" .root) .component)) }}
{{- end }}
{{- if and $values.masterKey.existingSecret (has .component (list "orchestrator" "memory")) }}
{{ include "apus.secretVolume" (dict "name" "master-key" "secret" $values.masterKey.existingSecret) }}
{{- end }}
{{- if and (include "apus.usesPostgreSQL" .) $values.postgresql.certificateAuthority.existingSecret }}
{{ include "apus.secretVolume" (dict "name" "postgresql" "secret" $values.postgresql.certificateAuthority.existingSecret) }}
{{- end }}
{{- end -}}

{{- define "apus.secretVolume" -}}
- name: {{ .name }}
  secret:
    secretName: {{ .secret }}
    # The group that the pod runs in, and nobody else.
    defaultMode: 0440
{{- end -}}
