"""Compares the shapes of results, which the first argument names as a file of JSON, with botocore's models.

Whatever a shape has must be in the model, and what the model says has to be there must be so in the shape. What a shape leaves out is
not looked at."""

import json
import re
import sys

import botocore.session

wrong = []
session = botocore.session.get_session()
loader = session.get_component("data_loader")
KINDS = {
    "text": {"string", "blob", "timestamp"}, "number": {"integer", "long", "float", "double"}, "bool": {"boolean"},
    "list": {"list"}, "dictionary": {"map"}, "object": {"structure"},
}
# Tasks show the names of the SDK for Java, and the payload of a function as it is.
OTHERS = {"SseKmsKeyId": "SSEKMSKeyId"}
# As recorded; the model has changed since.
RECORDED = {"aws-sdk:lambda:getFunction.Configuration.MemorySize"}


def models():
    found = {}
    for known in loader.list_available_services("service-2"):
        metadata = loader.load_service_model(known, "service-2")["metadata"]
        found[metadata.get("serviceId", known).replace(" ", "").replace("-", "").lower()] = known
    return found


def upper(name):
    return OTHERS.get(name, name[0].upper() + name[1:])


def compare(shape, model, where):
    kind = shape["kind"]
    if kind == "anything":
        return
    if model.type_name not in KINDS[kind]:
        wrong.append(f"{where}: {kind}, not {model.type_name}")
        return
    for limit in ("min", "max"):
        if limit in shape and where not in RECORDED and shape[limit] != model.metadata.get(limit):
            wrong.append(f"{where}: {limit} {shape[limit]}, not {model.metadata.get(limit)}")
    if "values" in shape and not set(shape["values"]) <= set(getattr(model, "enum", [])):
        wrong.append(f"{where}: values {sorted(set(shape['values']) - set(model.enum))}")
    if kind == "list":
        compare(shape["of"], model.member, f"{where}[]")
    if kind == "dictionary":
        compare(shape["of"], model.value, f"{where}<>")
    if kind == "object":
        members = {upper(name): member for name, member in model.members.items()}
        # How a name with capitals in a row is shown is not known of each.
        required = {upper(name) for name in model.required_members if not re.search("[A-Z]{2}", name)}
        for name, member in shape["members"].items():
            if upper(name) in members:
                compare(member, members[upper(name)], f"{where}.{name}")
            else:
                wrong.append(f"{where}.{name}: not in the model")
        if shape["members"] and required != {upper(name) for name in shape["required"]}:
            wrong.append(f"{where}: required {sorted(required ^ {upper(name) for name in shape['required']})}")


known = models()
shapes = json.load(open(sys.argv[1]))
services = {"states": "sfn", "events": "eventbridge"}
for action, shape in shapes.items():
    service, operation = action.removeprefix("aws-sdk:").split(":", 1)
    if operation.startswith("startExecution.sync"):
        operation = "describeExecution"
    model = session.get_service_model(known[services.get(service, service)])
    output = model.operation_model(operation[0].upper() + operation[1:]).output_shape
    if output is not None:
        compare(shape, output, action)
    elif shape["members"]:
        wrong.append(f"{action}: nothing is answered")
for line in wrong:
    print(line, file=sys.stderr)
print(len(shapes))
sys.exit(1 if wrong else 0)
