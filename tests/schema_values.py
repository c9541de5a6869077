"""Values that a JSON Schema allows, made by Hypothesis from the few keywords that our schemas use.

The library that knows all keywords (hypothesis-jsonschema 0.23) does not run with today's Hypothesis.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Schema = dict[str, Any]
UNDERSTOOD = frozenset(
    {"type", "enum", "anyOf", "$ref", "items", "minItems", "maxItems", "properties", "required", "additionalProperties",
     "pattern", "minimum", "maximum", "maxLength", "description", "enumDescriptions"}
)  # fmt: skip


def values(schema: Schema, definitions: Schema) -> st.SearchStrategy[Any]:
    """Any value that the schema allows; a keyword that is not understood is an error."""
    assert set(schema) <= UNDERSTOOD, set(schema) - UNDERSTOOD
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/$defs/")
        return st.deferred(lambda: values(definitions[name], definitions))
    if "anyOf" in schema:
        return st.one_of([values(each, definitions) for each in schema["anyOf"]])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return st.one_of([_of_type(each, schema, definitions) for each in types])


def _of_type(kind: str, schema: Schema, definitions: Schema) -> st.SearchStrategy[Any]:
    least, most = schema.get("minimum"), schema.get("maximum")
    match kind:
        case "null":
            return st.none()
        case "boolean":
            return st.booleans()
        case "integer":
            return st.integers(least, most)
        case "number":
            return st.one_of(st.integers(least, most), st.floats(least, most, allow_nan=False, allow_infinity=False))
        case "string" if "pattern" in schema:
            return st.from_regex(schema["pattern"])
        case "string":
            return st.text(max_size=schema.get("maxLength", 300))
        case "array":
            most = min(schema.get("maxItems", 4), 4)
            return st.lists(values(schema["items"], definitions), min_size=schema.get("minItems", 0), max_size=most)
    return _objects(schema, definitions)


def _objects(schema: Schema, definitions: Schema) -> st.SearchStrategy[Any]:
    if "properties" not in schema:
        return st.dictionaries(st.text(max_size=8), values(schema["additionalProperties"], definitions), max_size=3)
    fields = {name: values(each, definitions) for name, each in schema["properties"].items()}
    required = {name: fields.pop(name) for name in schema.get("required", [])}
    few = st.lists(st.sampled_from(sorted(fields)), max_size=5, unique=True) if fields else st.just([])
    return few.flatmap(lambda names: st.fixed_dictionaries(required | {name: fields[name] for name in names}))
