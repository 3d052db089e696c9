"""Machines of one task, on the server that the first argument names; AWS is at the second."""

import json
import sys

import boto3

states = boto3.client(
    "stepfunctions", endpoint_url=sys.argv[1], region_name="us-east-1", aws_access_key_id="a", aws_secret_access_key="b"
)


def aws(service):
    return boto3.client(
        service,
        endpoint_url=sys.argv[2],
        region_name="us-east-1",
        aws_access_key_id="AKIDOFTHETEST",
        aws_secret_access_key="the-secret-of-the-test",
    )


def expect(condition, what):
    if not condition:
        sys.exit(f"not as expected: {what}")


def run(name, resource, parameters, **more):
    state = {"Type": "Task", "Resource": "arn:aws:states:::" + resource, "Parameters": parameters, "End": True, **more}
    machine = states.create_state_machine(
        name=name,
        definition=json.dumps({"StartAt": "First", "States": {"First": state}}),
        roleArn="arn:aws:iam::123456789012:role/steps",
    )["stateMachineArn"]
    return states.start_execution(stateMachineArn=machine)["executionArn"]


def end(execution):
    while True:
        description = states.describe_execution(executionArn=execution)
        if description["status"] != "RUNNING":
            output = description.get("output")
            return description, json.loads(output) if output else None
