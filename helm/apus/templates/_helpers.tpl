{{/* Prefix of every object: the release, with the chart's name in it once. */}}
{{- define "apus.prefix" -}}
{{- if contains "apus" .Release.Name -}}
{{- .Release.Name | trunc 30 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-apus" .Release.Name | trunc 30 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* Labels that select a component's pods. Takes (dict "root" $ "component" NAME). */}}
{{- define "apus.selector" -}}
app.kubernetes.io/name: apus
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{/* Labels of an object. Takes (dict "root" $ "component" NAME). */}}
{{- define "apus.labels" -}}
{{ include "apus.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end -}}

{{/* Port of a component. Takes its name. */}}
{{- define "apus.port" -}}
{{- get (dict "gateway" "8080" "orchestrator" "50051" "memory" "50052" "retrieval" "50053" "inference-worker" "50054") . -}}
{{- end -}}

{{- define "apus.modelsClaim" -}}
{{- .Values.models.existingClaim | default (printf "%s-models" (include "apus.prefix" .)) -}}
{{- end -}}

{{- define "apus.keySecret" -}}
{{- .Values.apiKey.existingSecret | default (printf "%s-api-key" (include "apus.prefix" .)) -}}
{{- end -}}

{{/*
A pod of any component, under `spec.template`. Takes (dict "root" $ "component" NAME "values" VALUES
"targets" LIST "models" BOOL "volumeData" BOOL).
*/}}
{{- define "apus.pod" -}}
{{- $root := .root }}
{{- $prefix := include "apus.prefix" $root }}
metadata:
  labels:
    {{- include "apus.labels" . | nindent 4 }}
    {{- with .pool }}
    apus.io/pool: {{ . }}
    {{- end }}
  annotations:
    # A changed configuration restarts the pods.
    checksum/configuration: {{ include (print $root.Template.BasePath "/configuration.yaml") $root | sha256sum }}
spec:
  serviceAccountName: {{ $prefix }}-{{ .component }}
  automountServiceAccountToken: false
  enableServiceLinks: false
  # Longer than preStop (5 s) and the drain together.
  terminationGracePeriodSeconds: {{ add $root.Values.drainTimeoutSeconds 15 }}
  {{- with $root.Values.imagePullSecrets }}
  imagePullSecrets:
    {{- range . }}
    - name: {{ . }}
    {{- end }}
  {{- end }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 65532
    runAsGroup: 65532
    fsGroup: 65532
    seccompProfile:
      type: RuntimeDefault
  {{- with .values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "apus.selector" . | nindent 10 }}
  containers:
    - name: service
      image: "{{ $root.Values.image.repository }}:{{ $root.Values.image.tag | default $root.Chart.AppVersion }}"
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      command: [{{ .component }}]
      args:
        - --listen=0.0.0.0:{{ include "apus.port" .component }}
        - --admin-listen=0.0.0.0:9090
        {{- if eq .component "gateway" }}
        - --api-key-file=/etc/apus/key/api-key
        {{- end }}
        {{- range .targets }}
        - --{{ trimSuffix "-worker" . }}-target=dns:///{{ $prefix }}-{{ . }}:{{ include "apus.port" . }}
        {{- end }}
      envFrom:
        - configMapRef:
            name: {{ $prefix }}
      ports:
        - name: grpc
          containerPort: {{ include "apus.port" .component }}
        - name: admin
          containerPort: 9090
      {{- with .values.resources }}
      resources:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        runAsNonRoot: true
        capabilities:
          drop: [ALL]
      # The admin port stays plain HTTP when the services speak TLS, so probes never need keys.
      startupProbe:
        httpGet: {path: /healthz, port: admin}
        periodSeconds: 2
        failureThreshold: 60
      readinessProbe:
        httpGet: {path: /readyz, port: admin}
        periodSeconds: 5
        timeoutSeconds: 2
      livenessProbe:
        httpGet: {path: /healthz, port: admin}
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 6
      lifecycle:
        preStop:
          # Endpoints are withdrawn before the drain begins.
          sleep:
            seconds: 5
      volumeMounts:
        - name: data
          mountPath: /var/lib/apus
        {{- if .models }}
        - name: models
          mountPath: /models
          readOnly: true
        {{- end }}
        {{- if eq .component "gateway" }}
        - name: key
          mountPath: /etc/apus/key
          readOnly: true
        {{- end }}
  {{- if or .models (not .volumeData) }}
  volumes:
    {{- if not .volumeData }}
    - name: data
      emptyDir:
        sizeLimit: 256Mi
    {{- end }}
    {{- if .models }}
    - name: models
      persistentVolumeClaim:
        claimName: {{ include "apus.modelsClaim" $root }}
        readOnly: true
    {{- end }}
    {{- if eq .component "gateway" }}
    - name: key
      secret:
        secretName: {{ include "apus.keySecret" $root }}
        defaultMode: 0440
    {{- end }}
  {{- end }}
{{- end -}}
