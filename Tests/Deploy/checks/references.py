"""What a schema cannot say: names, labels and ports that must lead somewhere, and times that must fit.

Each check takes the objects of one render and yields what is wrong, with the name of the field.
"""

from collections.abc import Iterator

from manifests.objects import (component, find, matches, name_of, of_kind, pod, pod_labels,
                               service_container, workloads)

# Made by whoever installs, or by an operator; everything else that is named must be rendered too.
FOREIGN_SECRETS = {"apus-api-key": {"api-key"}, "apus-master-key": {"master-key"},
                   "apus-db-app": {"uri"}, "apus-db-ca": {"ca.crt"}}
# What cert-manager writes into the Secret of a Certificate.
ISSUED = {"tls.crt", "tls.key", "ca.crt"}


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
    secrets = secret_entries(documents)
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
            yield from files(documents, name_of(workload), spec, container)
            for source in container.get("envFrom", []):
                if find(documents, "ConfigMap", source["configMapRef"]["name"]) is None:
                    yield f"{name_of(workload)}: envFrom: no ConfigMap {source['configMapRef']['name']}"
            for variable in container.get("env", []):
                if reference := variable.get("valueFrom", {}).get("secretKeyRef"):
                    if reference["key"] not in secrets.get(reference["name"], ()):
                        yield (f"{name_of(workload)}: env {variable['name']}: no Secret {reference['name']} with "
                               f"the entry {reference['key']}")
    for test in of_kind(documents, "Pod"):
        yield from files(documents, name_of(test), test["spec"], test["spec"]["containers"][0])


def secret_entries(documents: list[dict]) -> dict[str, set[str]]:
    """The entries of every Secret that is rendered, issued or known to come from elsewhere."""
    return (FOREIGN_SECRETS
            | {certificate["spec"]["secretName"]: ISSUED for certificate in of_kind(documents, "Certificate")}
            | {secret["metadata"]["name"]: set(secret["data"]) for secret in of_kind(documents, "Secret")})


def files(documents: list[dict], name: str, spec: dict, container: dict) -> Iterator[str]:
    """A file that an argument or a variable names in a mounted Secret or ConfigMap is an entry of it."""
    secrets = secret_entries(documents)
    entries: dict[str, tuple[str, set[str]]] = {}
    for volume in spec.get("volumes", []):
        if "secret" in volume:
            secret = volume["secret"]["secretName"]
            entries[volume["name"]] = f"Secret {secret}", secrets.get(secret, set())
        elif "configMap" in volume:
            found = find(documents, "ConfigMap", volume["configMap"]["name"])
            entries[volume["name"]] = f"ConfigMap {volume['configMap']['name']}", set(found["data"] if found else ())
    words = container.get("command", []) + container.get("args", [])
    words += [variable["value"] for variable in container.get("env", []) if "value" in variable]
    for mount in container.get("volumeMounts", []):
        source, there = entries.get(mount["name"], ("", set()))
        for word in words if source else ():
            path = word.partition("=")[2] or word
            if path.startswith(mount["mountPath"] + "/") and path.removeprefix(mount["mountPath"] + "/") not in there:
                yield f"{name}: {word}: {source} has no such entry, only {sorted(there)}"


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


def backends(documents: list[dict]) -> Iterator[str]:
    """Where the gateway speaks TLS, a route's Gateway does too, and asks for a name that the certificate has."""
    targets = {backend["name"] for route in of_kind(documents, "GRPCRoute")
               for rule in route["spec"]["rules"] for backend in rule["backendRefs"]}
    policies = {target["name"]: policy for policy in of_kind(documents, "BackendTLSPolicy")
                for target in policy["spec"]["targetRefs"]}
    certified = {name for certificate in of_kind(documents, "Certificate")
                 if certificate["metadata"]["labels"]["app.kubernetes.io/component"] == "gateway"
                 for name in certificate["spec"]["dnsNames"]}
    for name in sorted(targets if certified else ()):
        if name not in policies:
            yield f"Service {name}: no BackendTLSPolicy, so a Gateway would speak plain text to it"
        elif policies[name]["spec"]["validation"]["hostname"] not in certified:
            yield f"{name_of(policies[name])}: validation.hostname is not among the names {sorted(certified)}"


def quotas(documents: list[dict]) -> Iterator[str]:
    """What a quota bounds, every container states: a pod that does not is refused."""
    specs = [(name_of(workload), pod(workload)) for workload in workloads(documents)]
    specs += [(name_of(test), test["spec"]) for test in of_kind(documents, "Pod")]
    for quota in of_kind(documents, "ResourceQuota"):
        for bound in quota["spec"]["hard"]:
            where, _, resource = bound.partition(".")
            if where not in ("requests", "limits") or resource not in ("cpu", "memory"):
                continue
            for name, spec in specs:
                for container in spec["containers"] + spec.get("initContainers", []):
                    if resource not in container["resources"].get(where, {}):
                        yield f"{name}: {container['name']}: resources.{bound} is not stated, but {name_of(quota)} bounds it"


def single(documents: list[dict]) -> Iterator[str]:
    """A StatefulSet replaces a pod that never became ready, which OrderedReady does not."""
    for workload in of_kind(documents, "StatefulSet"):
        if workload["spec"].get("podManagementPolicy") != "Parallel":
            yield f"{name_of(workload)}: spec.podManagementPolicy is not Parallel: a broken image would hold up its own rollback"


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
    there = {component(workload).removesuffix("-canary") for workload in workloads(documents)}
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


ALL = (selectors, ports, times, names, scaling, routes, backends, quotas, single, gpus, completeness, rights)
