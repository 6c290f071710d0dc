"""Volumes of a pod as folders: Secrets and ConfigMaps as files, empty ones and claims as empty folders."""

import math
from pathlib import Path

from manifests.objects import find


class Volumes:
    """`secrets` are the contents of Secrets by name; `models` is the folder that stands for the claim or image."""

    def __init__(self, documents: list[dict], folder: Path, secrets: dict[str, dict[str, str]], models: Path):
        self.documents, self.folder, self.secrets, self.models = documents, folder, secrets, models

    def of(self, workload: dict, pod: str) -> dict[str, tuple[Path, bool]]:
        """Folders by the volume's name, and whether a container may write there at all."""
        result = {}
        spec = workload["spec"]["template"]["spec"]
        for volume in spec.get("volumes", []):
            result[volume["name"]] = self.folder_of(volume, pod)
        for claim in workload["spec"].get("volumeClaimTemplates", []):
            result[claim["metadata"]["name"]] = (self.made(f"{pod}-{claim['metadata']['name']}"), True)
        return result

    def folder_of(self, volume: dict, pod: str) -> tuple[Path, bool]:
        if "secret" in volume:
            name = volume["secret"]["secretName"]
            return self.filled(f"secret-{name}", self.secrets[name]), False
        if "configMap" in volume:
            name = volume["configMap"]["name"]
            return self.filled(f"config-{name}", find(self.documents, "ConfigMap", name)["data"]), False
        if "emptyDir" in volume:
            return self.made(f"{pod}-{volume['name']}"), True
        return self.models, False

    def made(self, name: str) -> Path:
        path = self.folder / "volumes" / name
        path.mkdir(parents=True, exist_ok=True)
        return path

    def filled(self, name: str, content: dict[str, str]) -> Path:
        path = self.made(name)
        for file, text in content.items():
            if not (path / file).exists():
                (path / file).write_text(text)
        return path

    def environment(self, container: dict) -> dict[str, str]:
        """The variables that a container declares, with what they refer to."""
        result = {}
        for source in container.get("envFrom", []):
            result |= find(self.documents, "ConfigMap", source["configMapRef"]["name"])["data"]
        for variable in container.get("env", []):
            source = variable.get("valueFrom", {})
            if reference := source.get("secretKeyRef"):
                result[variable["name"]] = self.secrets[reference["name"]][reference["key"]]
            elif source.get("resourceFieldRef", {}).get("resource") == "requests.cpu":
                result[variable["name"]] = str(processors(container["resources"]["requests"]["cpu"]))
            else:
                result[variable["name"]] = variable["value"]
        return result


def processors(quantity: str | int) -> int:
    """A quantity of processors, rounded up as the downward API does with the divisor 1."""
    text = str(quantity)
    return math.ceil(int(text[:-1]) / 1000) if text.endswith("m") else math.ceil(float(text))
