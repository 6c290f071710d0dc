{{/* Whether a component reads model files. Takes its name. */}}
{{- define "apus.readsModels" -}}
{{- if has (include "apus.executable" .) (list "retrieval" "inference-worker") -}}true{{- end -}}
{{- end -}}

{{/* Where the model files come from, as a volume named `models`. Takes root. */}}
{{- define "apus.modelsVolume" -}}
{{- $models := .Values.models -}}
- name: models
  {{- if eq $models.source "claim" }}
  persistentVolumeClaim:
    claimName: {{ include "apus.modelsClaim" . }}
    readOnly: true
  {{- else if eq $models.source "image" }}
  image:
    reference: {{ $models.image.reference }}
    pullPolicy: {{ $models.image.pullPolicy }}
  {{- else }}
  emptyDir:
    sizeLimit: {{ $models.initContainer.sizeLimit }}
  {{- end }}
{{- end -}}

{{/* Brings the models and checks them before the service starts. Takes root and component. */}}
{{- define "apus.modelsInitContainers" -}}
{{- $models := .root.Values.models -}}
{{- if eq $models.source "initContainer" }}
- name: bring-models
  image: {{ $models.initContainer.image }}
  imagePullPolicy: {{ .root.Values.image.pullPolicy }}
  {{- with $models.initContainer.command }}
  command:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- include "apus.initContainerLimits" . | nindent 2 }}
  volumeMounts:
    - name: models
      mountPath: /models
{{- end }}
{{- if include "apus.checksums" (dict "root" .root "executable" (include "apus.executable" .component)) }}
# A file that is not the one that was meant stops the pod here, and names itself.
- name: check-models
  image: {{ include "apus.image" (dict "root" .root "component" "apus") }}
  imagePullPolicy: {{ .root.Values.image.pullPolicy }}
  command: [sha256sum, --check, --strict, --quiet, /etc/apus/checksums/{{ include "apus.executable" .component }}]
  workingDir: /models
  {{- include "apus.initContainerLimits" . | nindent 2 }}
  volumeMounts:
    - name: models
      mountPath: /models
      readOnly: true
    - name: checksums
      mountPath: /etc/apus/checksums
      readOnly: true
{{- end }}
{{- end -}}

{{- define "apus.initContainerLimits" -}}
securityContext:
  {{- include "apus.containerSecurity" . | nindent 2 }}
resources:
  requests: {cpu: 100m, memory: 64Mi}
  limits: {memory: 256Mi}
{{- end -}}

{{/* The files of an executable that are checked, as `sha256sum --check` takes them. Takes root and executable. */}}
{{- define "apus.checksums" -}}
{{- range $path, $hash := get .root.Values.models.checksums .executable | default dict -}}
{{- if ne $hash "unchecked" }}{{ printf "%s  %s\n" $hash $path }}{{ end -}}
{{- end -}}
{{- end -}}
