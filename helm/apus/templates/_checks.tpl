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
{{- with $values.inferenceCanary.pool -}}
{{- $pool := get $values.workerPools . -}}
{{- if not $pool -}}
{{- fail (printf "inferenceCanary.pool is %s, but there is no workerPools.%s: define that pool, with what is new about it" . .) -}}
{{- end -}}
{{- $others := list -}}
{{- range $name, $other := $values.workerPools -}}
{{- if and $other (ne $name $values.inferenceCanary.pool) -}}{{- $others = append $others $name -}}{{- end -}}
{{- end -}}
{{- if not $others -}}
{{- fail (printf "inferenceCanary.pool is %s, the only pool: a canary is compared with another one, which gets all other calls" .) -}}
{{- end -}}
{{- if and (ne (dig "autoscaling" "kind" "none" $pool) "none") (eq (int (dig "autoscaling" "minReplicas" 1 $pool)) 0) -}}
{{- fail (printf "workerPools.%s.autoscaling.minReplicas is 0, but it is inferenceCanary.pool: a canary that is not there fails its calls; keep one pod" .) -}}
{{- end -}}
{{- end -}}
{{- if and $values.networkPolicy.enabled (not $values.networkPolicy.dnsTo) -}}
{{- fail "networkPolicy.dnsTo is empty, which would allow any server: name the cluster's name servers" -}}
{{- end -}}
{{- if and $values.postgresql.enabled $values.networkPolicy.enabled (not $values.postgresql.to) -}}
{{- fail "postgresql.to is empty, which would allow any server: name where the database is" -}}
{{- end -}}
{{- range $name, $pool := $values.workerPools -}}
{{- if $pool -}}
{{- include "apus.checkPool" (dict "root" $ "name" $name "pool" $pool) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "apus.checkPool" -}}
{{- $key := printf "workerPools.%s" .name -}}
{{- $claims := dig "gpu" "resourceClaim" "deviceClassName" "" .pool -}}
{{- if eq (.pool.accelerator | default "none") "nvidia" -}}
{{- $tolerated := false -}}
{{- range .pool.tolerations -}}
{{- if or (eq (.key | default "") "nvidia.com/gpu") (and (not .key) (eq (.operator | default "Equal") "Exists")) -}}
{{- $tolerated = true -}}
{{- end -}}
{{- end -}}
{{- if not $tolerated -}}
{{- fail (printf "%s.tolerations has none for nvidia.com/gpu, which GPU nodes are tainted with: add {key: nvidia.com/gpu, operator: Exists, effect: NoSchedule}" $key) -}}
{{- end -}}
{{- if and $claims (not (semverCompare ">=1.34.0-0" .root.Capabilities.KubeVersion.Version)) -}}
{{- fail (printf "%s.gpu.resourceClaim needs Kubernetes 1.34, whose resource.k8s.io/v1 it uses; this cluster is %s: take gpu.count" $key .root.Capabilities.KubeVersion.Version) -}}
{{- end -}}
{{- else if or $claims (dig "gpu" "count" 0 .pool) -}}
{{- fail (printf "%s.gpu needs %s.accelerator: nvidia" $key $key) -}}
{{- end -}}
{{- $kind := dig "autoscaling" "kind" "none" .pool -}}
{{- if and (eq $kind "hpa") (lt (int (dig "autoscaling" "minReplicas" 1 .pool)) 1) -}}
{{- fail (printf "%s.autoscaling.minReplicas is 0, which a HorizontalPodAutoscaler cannot do: take kind keda" $key) -}}
{{- end -}}
{{- if and (ne $kind "none") (gt (int (dig "autoscaling" "minReplicas" 1 .pool)) (int (dig "autoscaling" "maxReplicas" 4 .pool))) -}}
{{- fail (printf "%s.autoscaling.minReplicas is more than maxReplicas" $key) -}}
{{- end -}}
{{- end -}}
