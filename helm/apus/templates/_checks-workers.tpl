{{/* What the schema cannot say about workers and models. */}}
{{- define "apus.checkPools" -}}
{{- $values := .Values -}}
{{- $pools := list -}}
{{- $emptied := list -}}
{{- range $name, $pool := $values.workerPools -}}
{{- if not (kindIs "invalid" $pool) -}}
{{- $pools = append $pools $name -}}
{{- if include "apus.poolMayBeNone" $pool -}}{{- $emptied = append $emptied $name -}}{{- end -}}
{{- include "apus.checkPool" (dict "root" $ "name" $name "pool" $pool) -}}
{{- end -}}
{{- end -}}
{{- if not $pools -}}
{{- fail "workerPools has no pool left: without workers nothing is answered; name one" -}}
{{- end -}}
{{- if gt (len $emptied) 1 -}}
{{- fail (printf "workerPools.%s.autoscaling.minReplicas is 0, and that of %s too: a call that waits would wake all of them; keep one pod in all but one" (index $emptied 1) (index $emptied 0)) -}}
{{- end -}}
{{- with $values.inferenceCanary.pool -}}
{{- if not (has . $pools) -}}
{{- fail (printf "inferenceCanary.pool is %s, but there is no workerPools.%s: define that pool, with what is new about it" . .) -}}
{{- end -}}
{{- if eq (len $pools) 1 -}}
{{- fail (printf "inferenceCanary.pool is %s, the only pool: a canary is compared with another one, which gets all other calls" .) -}}
{{- end -}}
{{- $pool := get $values.workerPools . -}}
{{- if include "apus.poolMayBeNone" $pool -}}
{{- fail (printf "workerPools.%s.autoscaling.minReplicas is 0, but it is inferenceCanary.pool: nobody waits for a canary; keep one pod" .) -}}
{{- end -}}
{{- if include "apus.poolIsParked" $pool -}}
{{- fail (printf "workerPools.%s.replicas is 0, but it is inferenceCanary.pool, which would get a share of the calls: keep one pod, or set inferenceCanary.pool to nothing" .) -}}
{{- end -}}
{{- $others := without $pools . -}}
{{- $parked := list -}}
{{- range $others -}}{{- if include "apus.poolIsParked" (get $values.workerPools .) -}}{{- $parked = append $parked . -}}{{- end -}}{{- end -}}
{{- if eq (len $parked) (len $others) -}}
{{- fail (printf "workerPools.%s.replicas is 0, and beside inferenceCanary.pool no pool has a pod: nobody would answer the other calls; keep one pod" (first $others)) -}}
{{- end -}}
{{- if has (printf "canary-%s" .) $pools -}}
{{- fail (printf "workerPools.canary-%s has the name of the objects of inferenceCanary.pool, which is %s: choose another" . .) -}}
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
{{- $options := .pool.options | default dict -}}
{{- $model := dict "root" .root "executable" "inference-worker" -}}
{{- include "apus.checkModel" (merge (dict "key" (printf "%s.options.model" $key) "path" $options.model "default" (include "apus.defaultModel" .)) $model) -}}
{{- if get $options "draft-model" -}}
{{- include "apus.checkModel" (merge (dict "key" (printf "%s.options.draft-model" $key) "path" (get $options "draft-model")) $model) -}}
{{- end -}}
{{- end -}}

{{/*
What is loaded is checked, or said to be not. Takes root, executable, and the file or folder that a value (key) names (path),
or what the executable takes where it names none (default). A service without checksums checks nothing.
*/}}
{{- define "apus.checkModel" -}}
{{- $sums := get (.root.Values.models.checksums | default dict) .executable -}}
{{- if kindIs "map" $sums -}}
{{- $file := .path | default (printf "/models/%s" .default) | clean | trimPrefix "/models/" -}}
{{- $found := hasKey $sums $file -}}
{{- range $path, $_ := $sums -}}
{{- if hasPrefix (printf "%s/" (trimSuffix "/" $file)) $path -}}{{- $found = true -}}{{- end -}}
{{- end -}}
{{- if not $found -}}
{{- fail (printf "%s %s, but models.checksums.%s has nothing of that name: add its SHA-256 (sha256sum %s), or the word unchecked" .key (empty .path | ternary (printf "is not set, which means /models/%s" (.default | default "")) (printf "is %v" .path)) .executable $file) -}}
{{- end -}}
{{- end -}}
{{- end -}}
