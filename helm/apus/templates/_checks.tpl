{{/* What the schema cannot say. Every message names the value and what to write instead. */}}
{{- define "apus.checks" -}}
{{- $values := .Values -}}
{{- $needed := add $values.preStopSeconds $values.drainTimeoutSeconds -}}
{{- if le (int $values.terminationGracePeriodSeconds) (int $needed) -}}
{{- fail (printf "terminationGracePeriodSeconds is %v, but preStopSeconds (%v) and drainTimeoutSeconds (%v) together need more than %v: pods would be killed while calls finish" $values.terminationGracePeriodSeconds $values.preStopSeconds $values.drainTimeoutSeconds $needed) -}}
{{- end -}}
{{- range $label, $_ := $values.podLabels -}}
{{- if or (hasPrefix "app.kubernetes.io/" $label) (hasPrefix "apus.io/" $label) -}}
{{- fail (printf "podLabels.%s is a label that selectors of this chart match: choose another name" $label) -}}
{{- end -}}
{{- end -}}
{{- if hasKey $values.podAnnotations "checksum/configuration" -}}
{{- fail "podAnnotations.checksum/configuration is an annotation of this chart's own: choose another name" -}}
{{- end -}}
{{- if not (or $values.apiKey.existingSecret $values.apiKey.generate) -}}
{{- fail (printf "apiKey.existingSecret is empty: make the Secret (kubectl -n %s create secret generic apus-api-key --from-literal=api-key=\"apus_$(openssl rand -hex 32)\") and name it, or let Helm make one with apiKey.generate" .Release.Namespace) -}}
{{- end -}}
{{- if and $values.apiKey.existingSecret $values.apiKey.generate -}}
{{- fail "apiKey.generate makes a Secret although apiKey.existingSecret names one: leave one of them out" -}}
{{- end -}}
{{- if and $values.tls.enabled (not $values.tls.issuer.name) (or (ne $values.tls.issuer.kind "Issuer") (ne $values.tls.issuer.group "cert-manager.io")) -}}
{{- fail (printf "tls.issuer.name is empty, but tls.issuer says %s of %s: name it, or leave kind and group out for an authority of the installation's own" $values.tls.issuer.kind $values.tls.issuer.group) -}}
{{- end -}}
{{- if and $values.postgresql.enabled (not $values.postgresql.existingSecret) -}}
{{- fail "postgresql.existingSecret is empty: name the Secret whose entry holds the address of the database" -}}
{{- end -}}
{{- if not $values.postgresql.enabled -}}
{{- range $component := list "orchestrator" "memory" -}}
{{- $own := index $values $component -}}
{{- if or (gt (int $own.replicas) 1) $own.autoscaling.enabled -}}
{{- fail (printf "%s.%s: without postgresql.enabled a file on one volume holds the state, which one replica can write" $component (ternary "autoscaling" "replicas" $own.autoscaling.enabled)) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if and (eq $values.models.source "image") (not $values.models.image.reference) -}}
{{- fail "models.image.reference is empty: name the image whose files are the models" -}}
{{- end -}}
{{- if and (eq $values.models.source "image") (not $values.models.image.gateIsOn) (not (semverCompare ">=1.35.0-0" .Capabilities.KubeVersion.Version)) -}}
{{- fail (printf "models.source image needs volumes of images, which Kubernetes has from 1.35 without a feature gate; this cluster is %s: take claim or initContainer, or set models.image.gateIsOn where the gate ImageVolume is on" .Capabilities.KubeVersion.Version) -}}
{{- end -}}
{{- if and (eq $values.models.source "initContainer") (not $values.models.initContainer.image) -}}
{{- fail "models.initContainer.image is empty: name the image whose command brings the models" -}}
{{- end -}}
{{- if and $values.canary.enabled (not $values.canary.gateway.name) -}}
{{- fail "canary.gateway.name is empty: name the Gateway that the route belongs to" -}}
{{- end -}}
{{- if and $values.canary.enabled (not $values.canary.tag) -}}
{{- fail "canary.tag is empty: name the version that gets a share of the calls" -}}
{{- end -}}
{{- if and $values.canary.enabled $values.tls.enabled (not $values.canary.certificateAuthority.configMap) -}}
{{- fail "canary.certificateAuthority.configMap is empty: with tls.enabled the Gateway has to trust the gateway's certificates; name a ConfigMap whose ca.crt is their authority" -}}
{{- end -}}
{{- if and $values.networkPolicy.enabled (not $values.networkPolicy.dnsTo) -}}
{{- fail "networkPolicy.dnsTo is empty, which would allow any server: name the cluster's name servers" -}}
{{- end -}}
{{- if and $values.postgresql.enabled $values.networkPolicy.enabled (not $values.postgresql.to) -}}
{{- fail "postgresql.to is empty, which would allow any server: name where the database is" -}}
{{- end -}}
{{- if and $values.region.nodeRegions (not $values.networkPolicy.enabled) -}}
{{- fail "networkPolicy.enabled is false, but region.nodeRegions pins data to regions: without network policies pods may call servers anywhere" -}}
{{- end -}}
{{- range $component := list "gateway" "orchestrator" "memory" -}}
{{- $autoscaling := (index $values $component).autoscaling -}}
{{- if and $autoscaling.enabled (gt (int $autoscaling.minReplicas) (int $autoscaling.maxReplicas)) -}}
{{- fail (printf "%s.autoscaling.minReplicas is %v, more than maxReplicas, which is %v" $component $autoscaling.minReplicas $autoscaling.maxReplicas) -}}
{{- end -}}
{{- end -}}
{{- include "apus.checkModel" (dict "root" . "executable" "retrieval" "key" "retrieval.options.embedding-model" "path" (get $values.retrieval.options "embedding-model") "default" "all-MiniLM-L6-v2") -}}
{{- include "apus.checkPools" . -}}
{{- include "apus.checkQuota" . -}}
{{- end -}}

{{/* A pod that does not state what a quota bounds is refused by the API server, one by one and long after the install. */}}
{{- define "apus.checkQuota" -}}
{{- $stated := dict "gateway" .Values.gateway "orchestrator" .Values.orchestrator "memory" .Values.memory "retrieval" .Values.retrieval -}}
{{- range $name, $pool := .Values.workerPools -}}
{{- if not (kindIs "invalid" $pool) -}}{{- $_ := set $stated (printf "workerPools.%s" $name) $pool -}}{{- end -}}
{{- end -}}
{{- range $bound, $_ := .Values.resourceQuota.hard -}}
{{- if eq $bound "limits.cpu" -}}
{{- fail "resourceQuota.hard.limits.cpu bounds what init containers of this chart do not state: take requests.cpu" -}}
{{- end -}}
{{- $bound = get (dict "cpu" "requests.cpu" "memory" "requests.memory") $bound | default $bound -}}
{{- if has $bound (list "requests.cpu" "requests.memory" "limits.memory") -}}
{{- $part := splitList "." $bound -}}
{{- range $key, $values := $stated -}}
{{- if not (dig (index $part 0) (index $part 1) "" ($values.resources | default dict)) -}}
{{- fail (printf "%s.resources.%s is not stated, but resourceQuota.hard bounds it: the pods would be refused" $key $bound) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
