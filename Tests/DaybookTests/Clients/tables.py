"""Compares the tables of services, which the first argument names as a file of JSON, with botocore's models.

What is in a table has to be as in the model. What a model has and a table has not is an error, too, unless the model is newer
than the one that the tables were written by."""

import json
import sys

import botocore
import botocore.session

WRITTEN_BY = (1, 43, 11)
# Members that are left out on purpose: lengths that follow from the body, an attribute of XML that only grants have, maps of
# paths, names that are written in different ways in the same place, tags of ECR that are written as keys of maps are, and
# names that mean a moment in one place and a text in another.
LEFT_OUT = {
    ("apigateway", "throttle"),
    ("cloudwatchlogs", ".DestinationNamePrefix"), ("cloudwatchlogs", "deliverySourceConfiguration"),
    ("ecr", "resourceTags"), ("ecr", "resourceTags.Key"), ("ecr", "resourceTags.Value"),
    ("ecr", "tags"), ("ecr", "tags.Key"), ("ecr", "tags.Value"),
    ("glue", "MaximumValue"), ("glue", "MinimumValue"), ("glue", "Records"),
    ("mediaconvert", "startTime"),
    ("pipes", "Environment.name"), ("pipes", "Environment.value"),
    ("pipes", "ResourceRequirements.type"), ("pipes", "ResourceRequirements.value"),
    ("s3", "ContentLength"), ("s3", "Grantee.Type"),
    ("sqs", ".queueUrls"), ("sqs", ".tags"),
    ("ssm", "CaptureTime"), ("ssm", "EndDate"), ("ssm", "StartDate"), ("ssm", "Filters.key"), ("ssm", "Filters.value"),
}
# Errors that are not shown by the model's name.
UNNAMED = {("s3", "AccessDenied")}
wrong = []
compared = 0

session = botocore.session.get_session()


def names():
    """The models by the names that tasks use: `emrserverless` for the service id `EMR Serverless`."""
    found = {}
    loader = session.get_component("data_loader")
    for known in loader.list_available_services("service-2"):
        metadata = loader.load_service_model(known, "service-2")["metadata"]
        found[metadata.get("serviceId", known).replace(" ", "").replace("-", "").lower()] = known
    return found


def lower(name):
    return name[0].lower() + name[1:]


def upper(name):
    return name[0].upper() + name[1:]


def endpoint(prefix):
    """The host of a service in the region us-west-2."""
    return session.get_component("endpoint_resolver").construct_endpoint(prefix, "us-west-2")["hostname"]


class Comparison:
    def __init__(self, table, model):
        self.table, self.model, self.name = table, model, table["name"]
        self.protocol = model.metadata["protocol"]
        self.seen, self.camel = set(), set()
        self.needed = {kind: set() for kind in ("numbers", "booleans", "moments", "textMoments", "maps", "documents")}
        self.other = {kind: set() for kind in self.needed}
        self.shapes = {kind: {} for kind in ("flattened", "items", "renamed")}

    def fail(self, where, what):
        wrong.append(f"{self.name} {where}: {what}")

    def missing(self, where, what):
        if tuple(int(part) for part in botocore.__version__.split(".")) <= WRITTEN_BY:
            self.fail(where, f"missing: {what}")

    def member(self, name, parent=""):
        """A member on the wire, as the table has it."""
        isCamel = self.table["isCamel"] or f"{parent}/{lower(name)}" in self.table["camelNames"]
        if isCamel and not self.table["isCamel"]:
            self.camel.add(f"{parent}/{lower(name)}")
        return lower(name) if isCamel else upper(name)

    def wire(self):
        metadata, table = self.model.metadata, self.table
        for what, own, others in [
            ("scope", table["scope"], metadata.get("signingName", metadata["endpointPrefix"])),
            ("host", table["host"], endpoint(metadata["endpointPrefix"])),
            ("protocol", table["protocol"], self.protocol if self.protocol != "smithy-rpc-v2-cbor" else "query"),
        ]:
            if own != others and not (what == "protocol" and own in metadata.get("protocols", [])):
                self.fail(what, f"{own}, not {others}")
        if table["protocol"] == "json":
            own = (table["target"], table["version"])
            if own != (metadata["targetPrefix"], metadata["jsonVersion"]):
                self.fail("target", own)
        if table["protocol"] == "query" and table["version"] != metadata["apiVersion"]:
            self.fail("version", table["version"])
        if table["protocol"] == "rest-xml":
            spaces = {
                shape.serialization["xmlNamespace"]["uri"] for shape in self.documents()
                if "xmlNamespace" in shape.serialization
            } | ({metadata["xmlNamespace"]} if "xmlNamespace" in metadata else set())
            if spaces and spaces != {table["namespace"]}:
                self.fail("namespace", spaces)

    def documents(self):
        for name in self.table["operations"]:
            shape = self.model.operation_model(name).input_shape
            if shape is not None:
                yield shape
                if "payload" in shape.serialization:
                    yield shape.members[shape.serialization["payload"]]

    def operation(self, name, table):
        global compared
        compared += 1
        if name not in self.model.operation_names:
            return self.fail(name, "no such operation")
        model = self.model.operation_model(name)
        if model.endpoint:
            self.fail(name, "needs a host of its own")
        uri, _, fixed = model.http["requestUri"].partition("?")
        given = self.bindings(name, model.input_shape)
        returned = self.bindings(name, model.output_shape, isAnswer=True)
        for member, label in given["uri"].items():
            uri = uri.replace("{%s}" % label, "{%s}" % member).replace("{%s+}" % label, "{%s+}" % member)
        expected = {
            "method": model.http["method"], "path": uri, "fixedQuery": fixed, "query": given["querystring"],
            "headers": given["header"], "headerMaps": given["headers"], "payload": given["payload"],
            "checksum": "requestAlgorithmMember" in (model.http_checksum or {}), "status": returned["statusCode"],
            "answerHeaders": returned["header"], "answerHeaderMaps": returned["headers"],
            "answerPayload": returned["payload"],
        }
        for what, value in expected.items():
            own = table[what]
            if isinstance(value, dict):
                for key in own.keys() | value.keys():
                    if own.get(key) != value.get(key):
                        report = self.missing if key not in own else self.fail
                        if (self.name, key) not in LEFT_OUT:
                            report(name, f"{what} {key}: {own.get(key)}, not {value.get(key)}")
            elif own != value and not (what == "answerPayload" and own == "members" and self.protocol == "rest-json"):
                self.fail(name, f"{what}: {own}, not {value}")
        for shape, isAnswer in [(model.input_shape, False), (model.output_shape, True)]:
            if shape is not None:
                self.walk(shape, "", isAnswer, True)

    def bindings(self, operation, shape, isAnswer=False):
        """Where the members of a request or an answer are."""
        found = {kind: {} for kind in ("uri", "querystring", "header", "headers")}
        found.update(statusCode=None, payload="none")
        if shape is None:
            return found
        payload, rest = shape.serialization.get("payload"), False
        for name, member in shape.members.items():
            location, label = member.serialization.get("location"), member.serialization.get("name", name)
            if name == payload:
                if member.serialization.get("eventstream"):
                    self.fail(operation, "a stream of events")
                isBytes = member.type_name in ("blob", "string")
                root = "" if isAnswer or self.protocol == "rest-json" else "=" + member.serialization.get("name", name)
                form = "json" if member.serialization.get("streaming") and not isAnswer else "bytes"
                found["payload"] = f"{form} {self.member(name)}" if isBytes else f"body {self.member(name)}{root}"
            elif location == "statusCode":
                found["statusCode"] = self.member(name)
            elif location:
                found[location][self.member(name)] = label
            else:
                rest = True
        if rest and payload is None:
            root = "" if isAnswer or self.protocol == "rest-json" else " " + shape.serialization.get("name", shape.name)
            found["payload"] = "members" + root
        return found

    def walk(self, shape, parent, isAnswer, isTop=False):
        if (shape.name, parent, isAnswer) in self.seen:
            return
        self.seen.add((shape.name, parent, isAnswer))
        if shape.type_name == "structure":
            for name, member in shape.members.items():
                if member.serialization.get("xmlAttribute") and (self.name, f"{parent}.{name}") not in LEFT_OUT:
                    self.missing(parent, f"the attribute {name}")
                self.leaf(self.member(name, parent), member, isTop and member.serialization.get("location"), isAnswer)
                if "operations" not in self.table or not isTop or name != shape.serialization.get("payload"):
                    self.element(name, member, parent, isAnswer)
                self.walk(member, self.member(name, parent), isAnswer)
        elif shape.type_name == "list":
            self.leaf(parent, shape.member, None, isAnswer)
            self.walk(shape.member, parent, isAnswer)
        elif shape.type_name == "map":
            value = shape.value
            self.walk(value.member if value.type_name == "list" else value, parent, isAnswer)

    def leaf(self, name, shape, location, isAnswer):
        kinds = {
            "integer": "numbers", "long": "numbers", "float": "numbers", "double": "numbers", "boolean": "booleans",
            "timestamp": "moments", "map": "maps",
        }
        kind = kinds.get(shape.type_name)
        form = shape.serialization.get("timestampFormat")
        if kind == "moments" and location == "querystring":
            kind = "moments" if form == "rfc822" else "textMoments"
        elif kind == "moments" and self.protocol == "rest-xml" and location == "header" and form == "iso8601":
            kind = "textMoments"
        elif kind == "moments" and self.protocol == "rest-json" and form == "iso8601":
            kind = "textMoments" if location else None
        isNested = shape.type_name == "map" and shape.value.type_name == "map"
        if getattr(shape, "is_document_type", False) or (isNested and self.table["isCamel"]):
            kind = "documents"
        if kind in ("numbers", "booleans") and self.protocol == "rest-json" and not (isAnswer and location == "header"):
            return
        if kind in ("maps", "moments", "documents") and (self.name, name) in LEFT_OUT:
            return
        for each, found in self.needed.items():
            if each == kind:
                found.add(name)
            elif isAnswer if self.protocol == "rest-xml" else self.confuses(each, shape, isAnswer):
                self.other[each].add(name)

    def confuses(self, kind, shape, isAnswer):
        """Whether a member of that type would be taken for another kind's, where JSON says most of its types itself."""
        # Without a table of operations a number of these is looked at, too, so that no other is taken for a moment.
        numbers = ("integer", "long", "float", "double") if "operations" in self.table else ()
        types = {
            "moments": numbers if isAnswer else numbers + ("string",), "maps": ("structure",) if self.table["isCamel"] else (),
            "documents": ("structure", "list", "map"),
        }
        return shape.type_name in types.get(kind, ()) and not getattr(shape, "is_document_type", False)

    def element(self, name, member, parent, isAnswer):
        """Names of the body's parts."""
        label = member.serialization.get("name", name)
        if member.serialization.get("location"):
            return
        if self.protocol == "rest-json":
            renamed = isAnswer and not parent and self.table.get("answersRenamed", {}).get(label)
            if (self.name, f"{parent}.{name}") in LEFT_OUT:
                return
            if label != self.member(name, parent) and renamed != self.member(name, parent):
                self.fail(f"{parent}.{name}", f"is {label} on the wire")
        elif (self.name, f"{parent}.{name}") not in LEFT_OUT:
            if member.type_name == "list" and member.serialization.get("flattened"):
                item = member.serialization.get("name") or member.member.serialization.get("name", name)
                self.shapes["flattened"][(parent, item)] = name
            else:
                self.shapes["flattened"].setdefault((parent, label), None)
                if member.type_name == "list":
                    self.shapes["items"][(parent, name)] = member.member.serialization.get("name", "member")
                self.shapes["renamed"][(parent, label)] = name

    def types(self):
        for kind, needed in self.needed.items():
            # In XML nothing of a map's keys is changed.
            if kind in ("maps", "documents") and self.protocol == "rest-xml":
                continue
            own = set(self.table.get(kind, []))
            for name in needed - own:
                self.missing(kind, name)
            known = {name for service, name in LEFT_OUT if service == self.name}
            for name in own - needed - known:
                self.fail(kind, f"{name} is none")
            for name in (own & self.other[kind]) - known:
                self.fail(kind, f"{name} is something else, too")
        for name in set(self.table["camelNames"]) - self.camel:
            self.fail("names", f"{name} is none")
        for kind, expected in self.shapes.items():
            table = self.table.get(kind, {})
            used = set()
            for (parent, name), value in expected.items():
                scoped = f"{parent}/{name}"
                key = scoped if scoped in table else name
                used.add(key)
                own = table.get(key, name if kind == "renamed" else None)
                if own != value:
                    (self.fail if key in table else self.missing)(kind, f"{scoped} is {value}, not {own}")
            for key in table.keys() - used:
                self.fail(kind, f"{key} is none")

    def members(self):
        """Names, maps and moments of a service that has no table of operations."""
        self.protocol = "rest-json"
        for name in self.model.operation_names:
            operation = self.model.operation_model(name)
            shapes = [(operation.input_shape, False), (operation.output_shape, True)]
            for shape, isAnswer in shapes:
                if shape is not None and not (isAnswer and operation.has_event_stream_output):
                    self.walk(shape, "", isAnswer, True)
        self.types()

    def texts(self):
        """Types of answers in XML of a service that has no table of operations: what a name means everywhere."""
        kinds = {"boolean": "booleans", "timestamp": "moments", "list": "lists"}
        kinds.update(dict.fromkeys(("integer", "long", "float", "double"), "numbers"))
        found, seen = {}, set()

        def walk(shape, parent):
            if shape is None or (shape.name, parent) in seen:
                return
            seen.add((shape.name, parent))
            for name, member in shape.members.items() if shape.type_name == "structure" else ():
                found.setdefault(name, set()).add(kinds.get(member.type_name, member.type_name))
                walk(member, name)
            inner = {"list": "member", "map": "value"}.get(shape.type_name)
            if inner:
                kind = kinds.get(getattr(shape, inner).type_name)
                if kind:
                    found.setdefault(parent, set()).add(kind)
                walk(getattr(shape, inner), parent)

        for name in self.model.operation_names:
            walk(self.model.operation_model(name).output_shape, "")
        for kind in ("numbers", "booleans", "moments", "lists"):
            # A list, or a map, of numbers is called like them.
            allowed = {kind, "lists"} if kind != "lists" else {"lists", "numbers", "booleans", "moments"}
            expected = {name for name, kinds in found.items() if kind in kinds and kinds - {"map"} <= allowed}
            for name in expected - set(self.table[kind]):
                self.missing(kind, name)
            for name in set(self.table[kind]) - expected:
                self.fail(kind, f"{name} is none")

    def tokens(self):
        """What a service knows a request by that is made again: an id that is the caller's to name is none."""
        expected = {}
        for name in self.table.get("operations", self.model.operation_names):
            for member in self.model.operation_model(name).idempotent_members:
                if not member.endswith("Id") or member == "OperationId":
                    expected[name] = self.member(member)
        for name in expected.keys() | self.table["tokens"].keys():
            own, other = self.table["tokens"].get(name), expected.get(name)
            if own != other:
                (self.missing if own is None else self.fail)(name, f"the token {other}, not {own}")

    def errors(self):
        named = {shape.metadata.get("error", {}).get("code", shape.name) for shape in self.model.error_shapes}
        named -= {error for service, error in UNNAMED if service == self.name}
        if self.table.get("errors") is not None:
            for error in set(self.table["errors"]) - named:
                self.fail("errors", f"{error} is none")
            for error in named - set(self.table["errors"]):
                self.missing("errors", error)
            return
        common = set(self.table["common"])
        for error in (named & common) - set(self.table["modelled"]):
            self.missing("errors", f"{error} has a name of its own")
        for error in set(self.table["modelled"]) - named:
            self.fail("errors", f"{error} is none")


known = names()
for table in json.load(open(sys.argv[1])):
    if table["name"] not in known:
        wrong.append(f"{table['name']}: no such service")
        continue
    model = session.get_service_model(known[table["name"]])
    comparison = Comparison(table, model)
    if table["id"].lower() != table["name"]:
        comparison.fail("id", table["id"])
    comparison.wire()
    comparison.tokens()
    if "operations" in table:
        for name, operation in table["operations"].items():
            comparison.operation(name, operation)
        comparison.types()
    elif table["protocol"] == "json":
        comparison.members()
    else:
        comparison.texts()
    comparison.errors()
if wrong:
    sys.exit("\n".join(wrong))
print(compared)
