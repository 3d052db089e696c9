"""What a user of boto3 and of the aws command line does, against the endpoint that the first argument names."""

import json
import os
import subprocess
import sys
import urllib.request

import boto3
from botocore.exceptions import ClientError

endpoint = sys.argv[1]
os.environ.update(AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test", AWS_DEFAULT_REGION="us-east-1")
states = boto3.client("stepfunctions", endpoint_url=endpoint)
role = "arn:aws:iam::123456789012:role/steps"


def expect(condition, what):
    if not condition:
        sys.exit(f"not as expected: {what}")


def machine(name, first, **more):
    definition = json.dumps({"StartAt": "First", "States": {"First": first}})
    return states.create_state_machine(name=name, definition=definition, roleArn=role, **more)["stateMachineArn"]


def end(execution):
    while True:
        description = states.describe_execution(executionArn=execution)
        if description["status"] != "RUNNING":
            return description


def error(call, **request):
    try:
        call(**request)
    except ClientError as failure:
        return failure.response["Error"]["Code"]


passes = machine("passes", {"Type": "Pass", "Result": {"ok": True}, "End": True}, publish=True, tags=[{"key": "a", "value": "b"}])
expect(states.describe_state_machine(stateMachineArn=passes)["status"] == "ACTIVE", "a description")
expect(states.list_tags_for_resource(resourceArn=passes)["tags"] == [{"key": "a", "value": "b"}], "the tags")

started = [states.start_execution(stateMachineArn=passes, input="{}")["executionArn"] for _ in range(5)]
expect(all(json.loads(end(one)["output"]) == {"ok": True} for one in started), "the outputs")
pages = states.get_paginator("list_executions").paginate(stateMachineArn=passes, PaginationConfig={"PageSize": 2})
expect(sorted(one["executionArn"] for page in pages for one in page["executions"]) == sorted(started), "the pages")
history = states.get_execution_history(executionArn=started[0], reverseOrder=True)["events"]
expect(history[0]["type"] == "ExecutionSucceeded", "the history")

fails = machine("fails", {
    "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:nowhere", "End": True,
    "Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 1, "MaxAttempts": 1}],
})
failed = states.start_execution(stateMachineArn=fails, name="once")["executionArn"]
expect(end(failed)["status"] == "FAILED", "a failure")
types = [event["type"] for event in states.get_execution_history(executionArn=failed)["events"]]
expect(types.count("LambdaFunctionScheduled") == 2, "a retry")
states.redrive_execution(executionArn=failed)
expect(end(failed)["redriveCount"] == 1, "a redrive")

waits = machine("waits", {"Type": "Wait", "Seconds": 3600, "End": True})
waiting = states.start_execution(stateMachineArn=waits)["executionArn"]
states.stop_execution(executionArn=waiting, error="Enough", cause="seen")
stopped = end(waiting)
expect((stopped["status"], stopped["error"]) == ("ABORTED", "Enough"), "a stop")

work = states.create_activity(name="work")["activityArn"]
acts = machine("acts", {"Type": "Task", "Resource": work, "End": True})
acting = states.start_execution(stateMachineArn=acts, input='{"n": 1}')["executionArn"]
task = states.get_activity_task(activityArn=work, workerName="walk")
states.send_task_success(taskToken=task["taskToken"], output=json.dumps({"got": json.loads(task["input"])}))
expect(json.loads(end(acting)["output"]) == {"got": {"n": 1}}, "an activity")

expect(error(states.describe_execution, executionArn=waiting + "x") == "ExecutionDoesNotExist", "an unknown execution")
expect(error(states.create_state_machine, name="bad", definition="{}", roleArn=role) == "InvalidDefinition", "a bad definition")
expect(isinstance(states.exceptions.StateMachineDoesNotExist, type), "the exceptions")

listed = subprocess.run(
    [sys.executable, "-m", "awscli", "stepfunctions", "list-state-machines", "--endpoint-url", endpoint, "--output", "json"],
    check=True, capture_output=True, text=True)
expect([one["name"] for one in json.loads(listed.stdout)["stateMachines"]] == ["passes", "fails", "waits", "acts"], "the command line")

expect(json.load(urllib.request.urlopen(endpoint + "/health")) == {"status": "ok"}, "the health")
numbers = urllib.request.urlopen(endpoint + "/metrics").read().decode()
expect('daybook_api_request_seconds_count{operation="StartExecution",error=""} 8' in numbers, "the numbers")
print("done")
