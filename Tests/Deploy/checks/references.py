"""What a schema cannot say: names, labels and ports that must lead somewhere, and times that must fit.

Each check takes the objects of one render and yields what is wrong, with the name of the field.
"""

from collections.abc import Iterator

from manifests.objects import (component, find, matches, name_of, of_kind, pod, pod_labels,
                               service_container, workloads)

# Made by whoever installs, or by an operator; everything else that is named must be rendered too.
FOREIGN_SECRETS = {"apus-api-key", "apus-master-key", "apus-db-app", "apus-db-ca"}


def selectors(documents: list[dict]) -> Iterator[str]:
    """Selectors select pods: workloads their own, Services, budgets and policies at least one workload's."""
    every = [pod_labels(workload) for workload in workloads(documents)]
    every += [document["metadata"]["labels"] for document in of_kind(documents, "Pod")]
    for workload in workloads(documents):
        own = workload["spec"]["selector"]["matchLabels"]
        if not matches(own, pod_labels(workload)):
            yield f"{name_of(workload)}: spec.selector.matchLabels does not match its template's labels"
        others = [name_of(other) for other in workloads(documents)
                  if other is not workload and matches(own, pod_labels(other))]
        if others:
            yield f"{name_of(workload)}: spec.selector.matchLabels also matches pods of {others}"
    found = [(document, "spec.selector", document["spec"]["selector"])
             for document in of_kind(documents, "Service")]
    found += [(document, "spec.selector.matchLabels", document["spec"]["selector"]["matchLabels"])
              for document in of_kind(documents, "PodDisruptionBudget")]
    found += [(document, "spec.podSelector", document["spec"]["podSelector"].get("matchLabels", {}))
              for document in of_kind(documents, "NetworkPolicy")]
    for document, field, selector in found:
        if not any(matches(selector, labels) for labels in every):
            yield f"{name_of(document)}: {field} {selector} matches no pod"
    services = [document["metadata"]["labels"] for document in of_kind(documents, "Service")]
    for monitor in of_kind(documents, "ServiceMonitor"):
        if not any(matches(monitor["spec"]["selector"]["matchLabels"], labels) for labels in services):
            yield f"{name_of(monitor)}: spec.selector matches no Service"


def ports(documents: list[dict]) -> Iterator[str]:
    """Ports that are named exist in the pods that they are for, and probes ask ports that are open."""
    for workload in workloads(documents):
        container = service_container(workload)
        numbers = {port["containerPort"] for port in container["ports"]}
        for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
            if container[probe]["grpc"]["port"] not in numbers:
                yield f"{name_of(workload)}: {probe}.grpc.port is not among its ports {sorted(numbers)}"
    for service in of_kind(documents, "Service"):
        for workload in workloads(documents):
            if not matches(service["spec"]["selector"], pod_labels(workload)):
                continue
            names = {port["name"] for port in service_container(workload)["ports"]}
            for port in service["spec"]["ports"]:
                if port["targetPort"] not in names:
                    yield f"{name_of(service)}: targetPort {port['targetPort']} is no port of {name_of(workload)}"


def times(documents: list[dict]) -> Iterator[str]:
    """A pod has more time to end than its preStop pause and its drain together take."""
    for workload in workloads(documents):
        configuration = find(documents, "ConfigMap", service_container(workload)["envFrom"][0]["configMapRef"]["name"])
        if configuration is None:
            continue
        drain = int(configuration["data"]["APUS_DRAIN_TIMEOUT"].removesuffix("s"))
        pause = service_container(workload)["lifecycle"]["preStop"]["sleep"]["seconds"]
        grace = pod(workload)["terminationGracePeriodSeconds"]
        if grace <= pause + drain:
            yield (f"{name_of(workload)}: terminationGracePeriodSeconds is {grace}, not more than preStop "
                   f"({pause}) and APUS_DRAIN_TIMEOUT ({drain}) together")


def names(documents: list[dict]) -> Iterator[str]:
    """Objects that pods name are rendered, or are known to come from elsewhere, with the entries that are read."""
    issued = {certificate["spec"]["secretName"] for certificate in of_kind(documents, "Certificate")}
    secrets = issued | FOREIGN_SECRETS | {
        secret["metadata"]["name"] for secret in of_kind(documents, "Secret")}
    for workload in workloads(documents):
        spec = pod(workload)
        if find(documents, "ServiceAccount", spec["serviceAccountName"]) is None:
            yield f"{name_of(workload)}: no ServiceAccount {spec['serviceAccountName']}"
        classes = {document["metadata"]["name"] for document in of_kind(documents, "PriorityClass")}
        if spec.get("priorityClassName", "") not in classes | {""}:
            yield f"{name_of(workload)}: no PriorityClass {spec['priorityClassName']}"
        for volume in spec.get("volumes", []):
            if "secret" in volume and volume["secret"]["secretName"] not in secrets:
                yield f"{name_of(workload)}: volumes.{volume['name']}: no Secret {volume['secret']['secretName']}"
            if "configMap" in volume and find(documents, "ConfigMap", volume["configMap"]["name"]) is None:
                yield f"{name_of(workload)}: volumes.{volume['name']}: no ConfigMap {volume['configMap']['name']}"
            claim = volume.get("persistentVolumeClaim", {}).get("claimName")
            if claim and find(documents, "PersistentVolumeClaim", claim) is None:
                yield f"{name_of(workload)}: volumes.{volume['name']}: no PersistentVolumeClaim {claim}"
        for claim in spec.get("resourceClaims", []):
            template = claim["resourceClaimTemplateName"]
            if find(documents, "ResourceClaimTemplate", template) is None:
                yield f"{name_of(workload)}: resourceClaims: no ResourceClaimTemplate {template}"
        for container in spec["containers"] + spec.get("initContainers", []):
            yield from mounts(documents, workload, container)
            for source in container.get("envFrom", []):
                if find(documents, "ConfigMap", source["configMapRef"]["name"]) is None:
                    yield f"{name_of(workload)}: envFrom: no ConfigMap {source['configMapRef']['name']}"
            for variable in container.get("env", []):
                secret = variable.get("valueFrom", {}).get("secretKeyRef", {}).get("name")
                if secret and secret not in secrets:
                    yield f"{name_of(workload)}: env {variable['name']}: no Secret {secret}"


def mounts(documents: list[dict], workload: dict, container: dict) -> Iterator[str]:
    """Mounts are of volumes that there are, and files that flags name lie under a mount."""
    volumes = {volume["name"] for volume in pod(workload).get("volumes", [])}
    volumes |= {claim["metadata"]["name"] for claim in workload["spec"].get("volumeClaimTemplates", [])}
    paths = []
    for mount in container.get("volumeMounts", []):
        paths.append(mount["mountPath"])
        if mount["name"] not in volumes:
            yield f"{name_of(workload)}: volumeMounts.{mount['name']} is no volume of the pod"
    for argument in container.get("args", []):
        _, _, value = argument.partition("=")
        if value.startswith("/") and not any(value.startswith(path + "/") for path in paths):
            yield f"{name_of(workload)}: {argument} is under none of its mounts {paths}"


def scaling(documents: list[dict]) -> Iterator[str]:
    """Scalers scale what there is, one each, and what they scale does not state replicas."""
    scaled: dict[str, str] = {}
    for scaler in of_kind(documents, "HorizontalPodAutoscaler", "ScaledObject"):
        target = scaler["spec"]["scaleTargetRef"]
        workload = find(documents, target["kind"], target["name"])
        if workload is None:
            yield f"{name_of(scaler)}: scaleTargetRef: no {target['kind']} {target['name']}"
            continue
        if target["name"] in scaled:
            yield f"{name_of(scaler)}: {scaled[target['name']]} scales {target['name']} too"
        scaled[target["name"]] = name_of(scaler)
        if "replicas" in workload["spec"]:
            yield f"{name_of(workload)}: spec.replicas is stated although {name_of(scaler)} decides it"
    for workload in workloads(documents):
        if workload["metadata"]["name"] not in scaled and "replicas" not in workload["spec"]:
            yield f"{name_of(workload)}: spec.replicas is left out although nothing scales it"


def routes(documents: list[dict]) -> Iterator[str]:
    """A route's Services exist with its ports, and its weights are percentages."""
    for route in of_kind(documents, "GRPCRoute"):
        for rule in route["spec"]["rules"]:
            for backend in rule["backendRefs"]:
                service = find(documents, "Service", backend["name"])
                if service is None or backend["port"] not in [port["port"] for port in service["spec"]["ports"]]:
                    yield f"{name_of(route)}: backendRefs: no Service {backend['name']} with port {backend['port']}"
            if sum(backend["weight"] for backend in rule["backendRefs"]) != 100:
                yield f"{name_of(route)}: backendRefs.weight do not add up to 100"


def gpus(documents: list[dict]) -> Iterator[str]:
    """Who asks for a GPU bears the taint of the nodes that have one."""
    for workload in workloads(documents):
        resources = service_container(workload)["resources"]
        if "nvidia.com/gpu" not in resources.get("limits", {}) and "claims" not in resources:
            continue
        if not any(toleration.get("key") == "nvidia.com/gpu" for toleration in pod(workload).get("tolerations", [])):
            yield f"{name_of(workload)}: tolerations has none for nvidia.com/gpu"


def completeness(documents: list[dict]) -> Iterator[str]:
    """All five services are there, each with a budget for disruptions."""
    there = {component(workload) for workload in workloads(documents)}
    wanted = {"gateway", "orchestrator", "memory", "retrieval", "inference-worker"}
    if there != wanted:
        yield f"workloads are of {sorted(there)}, expected {sorted(wanted)}"
    for workload in workloads(documents):
        budgets = [budget for budget in of_kind(documents, "PodDisruptionBudget")
                   if matches(budget["spec"]["selector"]["matchLabels"], pod_labels(workload))]
        if len(budgets) != 1:
            yield f"{name_of(workload)}: {len(budgets)} PodDisruptionBudgets are for its pods, not one"


def rights(documents: list[dict]) -> Iterator[str]:
    """Nothing has rights in the cluster, and nothing but classes of priority lives outside of the namespace."""
    for document in documents:
        if document["kind"].endswith(("Role", "RoleBinding", "WebhookConfiguration", "CustomResourceDefinition")):
            yield f"{name_of(document)}: needs rights that an installer of a namespace has not"
        if "namespace" not in document["metadata"] and document["kind"] not in ("Namespace", "PriorityClass"):
            yield f"{name_of(document)}: metadata.namespace is missing"
    for workload in workloads(documents):
        if pod(workload).get("automountServiceAccountToken") is not False:
            yield f"{name_of(workload)}: automountServiceAccountToken is not false"


ALL = (selectors, ports, times, names, scaling, routes, gpus, completeness, rights)
