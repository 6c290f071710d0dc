"""Calls any gRPC server knowing nothing but its address: types come from its reflection service.

usage: reflection_client.py HOST:PORT SCRIPT [--reflection v1|v1alpha] [--cover] [--tls-ca FILE]

SCRIPT is a JSON file (`-` is standard input), a list of calls made one after the other:

  {"method": "apus.memory.v1.MemoryService/CreateSession",   the full name of the method
   "request": {...}                                          one request in protobuf's JSON form,
   "requests": [{...}, ...]                                  or those of a stream; absent: one empty
   "metadata": {"authorization": "Bearer ..."},              added to the call
   "timeout_s": 10,                                          deadline; default 30
   "cancel_after": 2,                                        cancels a stream after so many responses
   "save": {"id": "responses.0.session.id"},                 keeps values for later calls, where
                                                             "${id}" in a request stands for them
   "expect": {"code": "OK",                                  the status; default OK
              "responses_min": 1,                            least number of responses
              "equal": {"responses.0.text": "..."}}}         values in the outcome

Prints one JSON object: {"services": {name: [methods]}, "calls": [{"method", "code", "message",
"responses", "initial_metadata", "trailing_metadata", "ok", "problems"}], "not_called": [methods]}.
Fails (1) if an expectation is not met, or, with --cover, if a method of any service was not called;
the reflection service itself counts as called. A wrong SCRIPT or unreachable server fails with 2.
"""

import argparse
import json
import re
import sys

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory
from grpc_reflection.v1alpha import reflection_pb2


class ScriptError(Exception):
    """The script, or the server's reflection, is not usable; the text says how."""


class Reflection:
    """The server's own description of its services."""

    def __init__(self, channel, version):
        # The messages of v1 and v1alpha are the same on the wire.
        self._call = channel.stream_stream(
            f"/grpc.reflection.{version}.ServerReflection/ServerReflectionInfo",
            request_serializer=reflection_pb2.ServerReflectionRequest.SerializeToString,
            response_deserializer=reflection_pb2.ServerReflectionResponse.FromString,
        )
        self._files = {}
        self._added = set()
        self.pool = descriptor_pool.DescriptorPool()

    def _ask(self, **question):
        request = reflection_pb2.ServerReflectionRequest(**question)
        response = next(iter(self._call(iter([request]), timeout=10)))
        if response.HasField("error_response"):
            error = response.error_response
            raise ScriptError(f"reflection on {question}: {error.error_code} {error.error_message}")
        return response

    def services(self):
        response = self._ask(list_services="")
        return sorted(service.name for service in response.list_services_response.service)

    def _fetch(self, **question):
        names = []
        for data in self._ask(**question).file_descriptor_response.file_descriptor_proto:
            file = descriptor_pb2.FileDescriptorProto.FromString(data)
            self._files[file.name] = file
            names.append(file.name)
        return names

    def _add(self, name):
        if name in self._added:
            return
        self._added.add(name)
        if name not in self._files:
            self._fetch(file_by_filename=name)
        if name not in self._files:
            raise ScriptError(f"reflection does not send the imported file {name}")
        file = self._files[name]
        for dependency in file.dependency:
            self._add(dependency)
        self.pool.Add(file)

    def service(self, name):
        for file in self._fetch(file_containing_symbol=name):
            self._add(file)
        return self.pool.FindServiceByName(name)


def lookup(value, path):
    """The value at `responses.0.session.id`."""
    for part in path.split("."):
        try:
            value = value[int(part)] if isinstance(value, list) else value[part]
        except (KeyError, IndexError, ValueError, TypeError) as error:
            raise ScriptError(f"nothing at {path!r}: no {part!r}") from error
    return value


def substitute(value, saved):
    if isinstance(value, dict):
        return {key: substitute(item, saved) for key, item in value.items()}
    if isinstance(value, list):
        return [substitute(item, saved) for item in value]
    if not isinstance(value, str):
        return value
    whole = re.fullmatch(r"\$\{(\w+)\}", value)
    try:
        if whole:
            return saved[whole[1]]
        return re.sub(r"\$\{(\w+)\}", lambda match: str(saved[match[1]]), value)
    except KeyError as error:
        raise ScriptError(f"{value!r} uses {error}, which no earlier call has saved") from error


def metadata_dict(metadata):
    return {
        key: value.hex() if isinstance(value, bytes) else value for key, value in metadata or ()
    }


class Client:
    def __init__(self, channel, reflection):
        self._channel = channel
        self._pool = reflection.pool
        self.methods = {}
        for service in reflection.services():
            for method in reflection.service(service).methods:
                self.methods[f"{service}/{method.name}"] = method

    def call(self, step, saved):
        name = step["method"]
        method = self.methods.get(name)
        if method is None:
            raise ScriptError(f"the server has no method {name}; it has {sorted(self.methods)}")
        input_class = message_factory.GetMessageClass(method.input_type)
        output_class = message_factory.GetMessageClass(method.output_type)
        requests = [
            json_format.ParseDict(substitute(item, saved), input_class(), descriptor_pool=self._pool)
            for item in step.get("requests", [step.get("request", {})])
        ]
        shape = ("stream" if method.client_streaming else "unary") + (
            "_stream" if method.server_streaming else "_unary"
        )
        stub = getattr(self._channel, shape)(
            "/" + name,
            request_serializer=input_class.SerializeToString,
            response_deserializer=output_class.FromString,
        )
        options = {
            "timeout": step.get("timeout_s", 30),
            "metadata": [
                (key, substitute(value, saved)) for key, value in step.get("metadata", {}).items()
            ],
        }
        argument = iter(requests) if method.client_streaming else requests[0]
        responses, call, error = [], None, None
        try:
            if method.server_streaming:
                call = stub(argument, **options)
                for response in call:
                    responses.append(response)
                    if len(responses) == step.get("cancel_after"):
                        call.cancel()
            else:
                response, call = stub.with_call(argument, **options)
                responses.append(response)
        except grpc.RpcError as raised:
            error = call = raised
        return {
            "method": name,
            "code": (error.code() if error else call.code()).name,
            "message": (error.details() if error else call.details()) or "",
            "responses": [
                json_format.MessageToDict(
                    response,
                    preserving_proto_field_name=True,
                    always_print_fields_with_no_presence=True,
                    descriptor_pool=self._pool,
                )
                for response in responses
            ],
            "initial_metadata": metadata_dict(call.initial_metadata()),
            "trailing_metadata": metadata_dict(call.trailing_metadata()),
        }


def problems(outcome, expected):
    found = []
    code = expected.get("code", "OK")
    if outcome["code"] != code:
        found.append(f"the status is {outcome['code']} ({outcome['message']}), not {code}")
    least = expected.get("responses_min", 0)
    if len(outcome["responses"]) < least:
        found.append(f"{len(outcome['responses'])} responses came, not at least {least}")
    for path, value in expected.get("equal", {}).items():
        try:
            actual = lookup(outcome, path)
        except ScriptError as error:
            found.append(str(error))
            continue
        if actual != value:
            found.append(f"{path} is {actual!r}, not {value!r}")
    return found


def run(arguments):
    with sys.stdin if arguments.script == "-" else open(arguments.script) as file:
        steps = json.load(file)
    if arguments.tls_ca:
        with open(arguments.tls_ca, "rb") as file:
            credentials = grpc.ssl_channel_credentials(file.read())
        channel = grpc.secure_channel(arguments.target, credentials)
    else:
        channel = grpc.insecure_channel(arguments.target)
    with channel:
        grpc.channel_ready_future(channel).result(timeout=10)
        client = Client(channel, Reflection(channel, arguments.reflection))
        saved, calls = {}, []
        for step in steps:
            outcome = client.call(step, saved)
            outcome["problems"] = problems(outcome, step.get("expect", {}))
            outcome["ok"] = not outcome["problems"]
            calls.append(outcome)
            if outcome["ok"]:
                for name, path in step.get("save", {}).items():
                    saved[name] = lookup(outcome, path)
    called = {step["method"] for step in steps}
    services = {}
    for name in client.methods:
        service, method = name.split("/")
        services.setdefault(service, []).append(method)
    not_called = sorted(
        name
        for name in client.methods
        if name not in called and not name.startswith("grpc.reflection.")
    )
    json.dump({"services": services, "calls": calls, "not_called": not_called}, sys.stdout, indent=1)
    print()
    failed = [call for call in calls if not call["ok"]]
    for call in failed:
        print(f"reflection_client: {call['method']}: {'; '.join(call['problems'])}", file=sys.stderr)
    if arguments.cover and not_called:
        print(f"reflection_client: not called: {', '.join(not_called)}", file=sys.stderr)
    return 1 if failed or (arguments.cover and not_called) else 0


def main():
    parser = argparse.ArgumentParser(description="Calls a gRPC server by its reflection alone.")
    parser.add_argument("target", help="HOST:PORT")
    parser.add_argument("script", help="JSON file with the calls, or -")
    parser.add_argument("--reflection", choices=["v1", "v1alpha"], default="v1")
    parser.add_argument("--cover", action="store_true", help="fail if a method was not called")
    parser.add_argument("--tls-ca", help="PEM file with the authority that signed the server")
    arguments = parser.parse_args()
    try:
        sys.exit(run(arguments))
    except (ScriptError, json_format.ParseError, json.JSONDecodeError, KeyError, OSError) as error:
        print(f"reflection_client: {type(error).__name__}: {error}", file=sys.stderr)
    except grpc.FutureTimeoutError:
        print(f"reflection_client: {arguments.target} does not answer", file=sys.stderr)
    except grpc.RpcError as error:
        print(f"reflection_client: reflection failed: {error.code()} {error.details()}", file=sys.stderr)
    sys.exit(2)


main()
