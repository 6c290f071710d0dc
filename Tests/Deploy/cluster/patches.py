"""What a patch makes of an object: JSON merge patches, and the strategic ones that kubectl sends for Kubernetes' own kinds.

Which lists are merged, and by which key, the schemas of Kubernetes say (x-kubernetes-patch-*). Limits: elements of a merged
list that the patch does not place come last, where a server tries to leave them beside their neighbours; nobody but the
client adds elements here.
"""

from manifests.schemas import Description

DIRECTIVE, ORDER, DELETE, RETAIN = "$patch", "$setElementOrder/", "$deleteFromPrimitiveList/", "$retainKeys"


class PatchError(ValueError):
    """A patch that no server would take."""


def merged(value: object, patch: object) -> object:
    """A JSON merge patch (RFC 7396)."""
    if not isinstance(patch, dict):
        return patch
    result = dict(value) if isinstance(value, dict) else {}
    for key, change in patch.items():
        if change is None:
            result.pop(key, None)
        else:
            result[key] = merged(result.get(key), change)
    return result


def strategic(value: object, patch: object, schema: Description) -> object:
    """A strategic merge patch of something that `schema` describes."""
    if not isinstance(patch, dict):
        return patch
    patch, directive = without(patch, DIRECTIVE), patch.get(DIRECTIVE)
    if directive == "delete":
        return {}
    if directive not in (None, "replace", "merge"):
        raise PatchError(f"{DIRECTIVE}: {directive} is none")
    result = dict(value) if isinstance(value, dict) and directive != "replace" else {}
    retained = patch.get(RETAIN)
    orders = {key.removeprefix(ORDER): order for key, order in patch.items() if key.startswith(ORDER)}
    for key, change in patch.items():
        if key == RETAIN or key.startswith(ORDER):
            continue
        if key.startswith(DELETE):
            name = key.removeprefix(DELETE)
            result[name] = [element for element in result.get(name, []) if element not in change]
        elif key.startswith("$"):
            raise PatchError(f"{key} is no directive")
        elif change is None:
            result.pop(key, None)
        else:
            result[key] = changed(result.get(key), change, schema.field(key))
    for key, order in orders.items():
        result[key] = ordered(result.get(key, []), order, schema.field(key))
    if retained is not None:
        result = {key: kept for key, kept in result.items() if key in retained}
    return result


def changed(value: object, change: object, schema: Description) -> object:
    """What becomes of one field."""
    if isinstance(change, dict):
        return strategic(value, change, schema)
    if not isinstance(change, list) or not schema.is_merged:
        return change
    key = schema.merge_key
    if key is None:
        old = value or []
        return old + [element for element in change if element not in old]
    if any(element.get(DIRECTIVE) == "replace" for element in change):
        return [without(element, DIRECTIVE) for element in change if element.keys() != {DIRECTIVE}]
    result = list(value or [])
    for element in change:
        if key not in element:
            raise PatchError(f"an element of a list that is merged by {key} has none: {element}")
        place = next((index for index, old in enumerate(result) if old.get(key) == element[key]), None)
        if element.get(DIRECTIVE) == "delete":
            if place is not None:
                del result[place]
        elif place is None:
            result.append(strategic({}, element, schema.element()))
        else:
            result[place] = strategic(result[place], element, schema.element())
    return result


def ordered(value: list, order: list, schema: Description) -> list:
    key = schema.merge_key
    names = [element[key] if key else element for element in order]

    def place(element: object) -> int:
        name = element[key] if key else element
        return names.index(name) if name in names else len(names)

    return sorted(value, key=place)


def without(mapping: dict, key: str) -> dict:
    return {name: value for name, value in mapping.items() if name != key}
