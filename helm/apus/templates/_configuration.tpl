{{/* What all services share. Every APUS_* variable is also a flag of the same name. */}}
{{- define "apus.configuration" -}}
APUS_DATA: /var/lib/apus
APUS_MODELS: /models
APUS_LOG_LEVEL: {{ .Values.logLevel }}
APUS_DRAIN_TIMEOUT: {{ .Values.drainTimeoutSeconds }}s
{{- /* Clients connect anew now and then, so that new pods get their share. */}}
APUS_MAX_CONNECTION_AGE: {{ .Values.maxConnectionAge }}
{{- end -}}
