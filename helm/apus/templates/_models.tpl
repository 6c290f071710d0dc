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

{{/* Brings the models and checks them before the service starts. Takes root and component, and pool where it is one. */}}
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
{{- if include "apus.checksums" . }}
# A file that is not the one that was meant stops the pod here, and names itself.
- name: check-models
  image: {{ include "apus.image" (dict "root" .root "component" "apus") }}
  imagePullPolicy: {{ .root.Values.image.pullPolicy }}
  command: [sha256sum, --check, --strict, --quiet, /etc/apus/checksums/{{ include "apus.checksumsKey" . }}]
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

{{/*
The files of a component that are checked, as `sha256sum --check` takes them. Takes root, component, and pool where it is one:
what other pools alone load does not keep a pool from starting.
*/}}
{{- define "apus.checksums" -}}
{{- $own := list -}}
{{- $others := list -}}
{{- if .pool -}}
{{- range $name, $pool := .root.Values.workerPools -}}
{{- if not (kindIs "invalid" $pool) -}}
{{- $files := include "apus.poolFiles" $pool | fromJsonArray -}}
{{- if eq $name $.pool }}{{ $own = $files }}{{ else }}{{ $others = concat $others $files }}{{ end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- range $path, $hash := get (.root.Values.models.checksums | default dict) (include "apus.executable" .component) | default dict -}}
{{- if not (or (eq $hash "unchecked") (and (has $path $others) (not (has $path $own)))) }}{{ printf "%s  %s\n" $hash $path }}{{ end -}}
{{- end -}}
{{- end -}}

{{/*
Where these files stand in the ConfigMap: under the executable's name, but for a pool that loads what it names itself. What
other pools do changes neither, and so restarts no pod of this one. Takes the same.
*/}}
{{- define "apus.checksumsKey" -}}
{{- include "apus.executable" .component -}}
{{- if .pool -}}
{{- $files := include "apus.poolFiles" (get .root.Values.workerPools .pool) -}}
{{- if ne $files (include "apus.poolFiles" dict) }}-{{ .pool }}{{ end -}}
{{- end -}}
{{- end -}}

{{/* The model files that a pool loads, among the models, as JSON. Takes the pool. */}}
{{- define "apus.poolFiles" -}}
{{- $options := .options | default dict -}}
{{- $files := list ($options.model | default (include "apus.defaultModel" .) | clean | trimPrefix "/models/") -}}
{{- with get $options "draft-model" }}{{ $files = append $files (clean . | trimPrefix "/models/") }}{{ end -}}
{{- toJson $files -}}
{{- end -}}

{{/* What a worker loads that is told no model. */}}
{{- define "apus.defaultModel" -}}SmolLM2-135M-Instruct.Q4_1.gguf{{- end -}}
