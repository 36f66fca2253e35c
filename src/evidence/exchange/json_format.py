"""Results as JSON at full precision, and back.

Every object carries its type, every array becomes a list, and what is undefined (NaN) becomes null. A number is written
with as many digits as bring back the very same number, so a figure drawn from a file equals one drawn at once.
"""

import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from math import isinf
from typing import Any, Union, get_args, get_origin, get_type_hints

import numpy as np

import evidence.results

TYPE = "type"
ENDLESS = ("-Infinity", "Infinity")
"""How the end of a range that has none is written: JSON has no such number."""


def dump(result: Any) -> str:
    """
    Write a result as JSON.

    Parameters
    ----------
    result : object
        A result of this library, or a list, tuple or mapping of them.

    Returns
    -------
    str
        JSON text; each result an object whose ``"type"`` names its class.

    Raises
    ------
    ValueError
        If something in it is no result, such as an event table, or is a number that JSON cannot hold.
    """
    return json.dumps(_plain(result), ensure_ascii=False, allow_nan=False, default=_no_result)


def load(text: str) -> Any:
    """
    Read what `dump` wrote.

    Parameters
    ----------
    text : str

    Returns
    -------
    object
        The results, built anew and so checked anew.

    Raises
    ------
    ValueError
        If the text is no JSON, or an object in it is no result.
    """
    try:
        return _built(json.loads(text, parse_constant=_refuse))
    except json.JSONDecodeError as error:
        raise ValueError(f"This is no JSON: {error.msg} in line {error.lineno}, column {error.colno}.") from None
    except RecursionError:
        raise ValueError("This JSON is nested too deeply to hold results.") from None


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number of JSON.")


def _no_result(value: Any) -> None:
    raise ValueError(f"What is to be written holds a {type(value).__name__}, which is no result.")


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        if type(value) is not getattr(evidence.results, type(value).__name__, None):
            _no_result(value)
        return {TYPE: type(value).__name__} | {
            field.name: _plain(getattr(value, field.name)) for field in fields(value) if field.init
        }
    if isinstance(value, np.ndarray):
        return [None if number != number else number for number in value.tolist()]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float) and isinf(value):
        return ENDLESS[value > 0]
    if isinstance(value, Mapping):
        return {key: _plain(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(entry) for entry in value]
    return value


def _built(value: Any) -> Any:
    if isinstance(value, list):
        return [_built(entry) for entry in value]
    if not isinstance(value, dict):
        return value
    if TYPE not in value:
        return {key: _built(entry) for key, entry in value.items()}
    kind = value[TYPE]
    result_class = getattr(evidence.results, kind, None) if isinstance(kind, str) else None
    if not (isinstance(result_class, type) and is_dataclass(result_class)):
        raise ValueError(f"There is no result of the type {kind!r}.")
    return _instance(result_class, {key: entry for key, entry in value.items() if key != TYPE})


def _instance(result_class: type, entries: Mapping[str, Any]) -> Any:
    """Build a result from plain entries, each turned into what its field is declared as."""
    hints = get_type_hints(result_class)
    unknown = entries.keys() - hints.keys()
    if unknown:
        raise ValueError(f"{result_class.__name__} has no {', '.join(sorted(unknown))}.")
    try:
        return result_class(**{name: _as_declared(hints[name], entry) for name, entry in entries.items()})
    except (TypeError, OverflowError) as error:
        raise ValueError(f"This {result_class.__name__} cannot be built: {error}.") from None


def _as_declared(hint: Any, value: Any) -> Any:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        if value is None:
            return None
        return _as_declared(next(option for option in get_args(hint) if option is not type(None)), value)
    if origin is np.ndarray:
        kind = get_args(get_args(hint)[1])[0]
        return _array(float if kind is np.float64 else int, value)
    if origin is tuple:
        inner = get_args(hint)[0]
        return tuple(_as_declared(inner, entry) for entry in _listed(value))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    if hint is float and value in ENDLESS:
        return float(value)
    if hint in (int, float, bool, str):
        if not _fits(hint, value):
            raise TypeError(f"{value!r} is no {hint.__name__}")
        return value
    built = _built(value)
    if isinstance(hint, type) and not isinstance(built, hint):
        raise TypeError(f"{type(built).__name__} stands where a {hint.__name__} belongs")
    return built


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is no list")
    return value


def _array(kind: type, value: Any) -> "np.ndarray[Any, Any]":
    numbers = [np.nan if number is None and kind is float else number for number in _listed(value)]
    odd = next((number for number in numbers if type(number) is not kind and not _fits(kind, number)), None)
    if odd is not None or None in numbers:
        raise TypeError(f"{odd!r} is no {kind.__name__}")
    return np.array(numbers, dtype=np.float64 if kind is float else np.int64)


def _fits(hint: type, value: Any) -> bool:
    """Whether a JSON value may stand for a plain type; a whole number also does for a float."""
    if hint is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, hint)
