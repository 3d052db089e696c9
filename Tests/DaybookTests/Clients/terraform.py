"""The calls that an infrastructure tool makes for a machine, an alias and an activity, from plan to destroy.

The endpoint is the first argument."""

import json
import os
import sys

import boto3
from botocore.exceptions import ClientError

endpoint = sys.argv[1]
os.environ.update(AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test", AWS_DEFAULT_REGION="us-east-1")
states = boto3.client("stepfunctions", endpoint_url=endpoint)
role = "arn:aws:iam::123456789012:role/steps"


def expect(condition, what):
    if not condition:
        sys.exit(f"not as expected: {what}")


def error(call, **request):
    try:
        call(**request)
    except ClientError as failure:
        return failure.response["Error"]["Code"]


def definition(result):
    return json.dumps({"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": result, "End": True}}})


# A machine is validated when the plan is made, created, and read back with everything that can be set.
checked = states.validate_state_machine_definition(definition=definition(1), type="STANDARD", severity="ERROR")
expect(checked["result"] == "OK" and checked["diagnostics"] == [], "a good definition")
machine = states.create_state_machine(
    name="built", definition=definition(1), roleArn=role, type="STANDARD", publish=True, versionDescription="first",
    loggingConfiguration={"level": "OFF", "includeExecutionData": False}, tracingConfiguration={"enabled": False},
    encryptionConfiguration={"type": "AWS_OWNED_KEY"}, tags=[{"key": "stage", "value": "test"}])
arn = machine["stateMachineArn"]
expect(machine["stateMachineVersionArn"] == arn + ":1", "the first version")
described = states.describe_state_machine(stateMachineArn=arn)
expect((described["status"], described["type"], described["definition"]) == ("ACTIVE", "STANDARD", definition(1)), "the machine")
expect(described["encryptionConfiguration"] == {"type": "AWS_OWNED_KEY"}, "its encryption")
expect(described["loggingConfiguration"]["level"] == "OFF" and described["tracingConfiguration"] == {"enabled": False}, "its settings")
expect(states.list_tags_for_resource(resourceArn=arn)["tags"] == [{"key": "stage", "value": "test"}], "its tags")
expect(len(states.list_state_machine_versions(stateMachineArn=arn)["stateMachineVersions"]) == 1, "its versions")

# A change, an alias that leads to both versions, and the tags of the next plan.
changed = states.update_state_machine(stateMachineArn=arn, definition=definition(2), roleArn=role, publish=True)
expect(changed["stateMachineVersionArn"] == arn + ":2" and changed["revisionId"], "the second version")
route = [{"stateMachineVersionArn": f"{arn}:{number}", "weight": 50} for number in (1, 2)]
alias = states.create_state_machine_alias(name="live", routingConfiguration=route)["stateMachineAliasArn"]
states.update_state_machine_alias(stateMachineAliasArn=alias, routingConfiguration=[{**route[1], "weight": 100}])
expect(states.describe_state_machine_alias(stateMachineAliasArn=alias)["routingConfiguration"][0]["weight"] == 100, "the alias")
expect(len(states.list_state_machine_aliases(stateMachineArn=arn)["stateMachineAliases"]) == 1, "the aliases")
run = states.start_execution(stateMachineArn=alias, traceHeader="Root=1-67891233-abcdef012345678912345678")
while (end := states.describe_execution(executionArn=run["executionArn"]))["status"] == "RUNNING":
    pass
expect((end["output"], end["stateMachineAliasArn"], end["stateMachineVersionArn"]) == ("2", alias, arn + ":2"), "what the alias ran")
expect(end["traceHeader"].startswith("Root=1-67891233"), "the trace header")
states.tag_resource(resourceArn=arn, tags=[{"key": "stage", "value": "live"}])
states.untag_resource(resourceArn=arn, tagKeys=["nothing"])
expect(states.list_tags_for_resource(resourceArn=arn)["tags"] == [{"key": "stage", "value": "live"}], "the changed tags")

activity = states.create_activity(name="by-hand", tags=[{"key": "stage", "value": "test"}])["activityArn"]
expect(states.describe_activity(activityArn=activity)["name"] == "by-hand", "the activity")
expect(states.list_tags_for_resource(resourceArn=activity)["tags"] == [{"key": "stage", "value": "test"}], "its tags")

# Everything goes, and what is gone says so.
states.delete_activity(activityArn=activity)
expect(error(states.describe_activity, activityArn=activity) == "ActivityDoesNotExist", "a deleted activity")
expect(error(states.delete_state_machine_version, stateMachineVersionArn=arn + ":2") == "ConflictException", "a version in use")
states.delete_state_machine_alias(stateMachineAliasArn=alias)
states.delete_state_machine_version(stateMachineVersionArn=arn + ":2")
states.delete_state_machine(stateMachineArn=arn)
expect(error(states.describe_state_machine, stateMachineArn=arn) == "StateMachineDoesNotExist", "a deleted machine")
expect(error(states.list_tags_for_resource, resourceArn=arn) == "ResourceNotFound", "the tags of a deleted machine")
print("done")
