"""State tests and Map Runs, as users of boto3 and of the aws command line make them.

The endpoint is the first argument; the second one is the folder with the objects of distributed Maps."""

import json
import os
import pathlib
import subprocess
import sys

import boto3
from botocore.exceptions import ClientError

endpoint, objects = sys.argv[1], pathlib.Path(sys.argv[2])
os.environ.update(AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test", AWS_DEFAULT_REGION="us-east-1")
# TestState and StartSyncExecution are asked of the host `sync-…` otherwise.
os.environ["AWS_DISABLE_HOST_PREFIX_INJECTION"] = "true"
states = boto3.client("stepfunctions", endpoint_url=endpoint)
role = "arn:aws:iam::123456789012:role/steps"


def expect(condition, what):
    if not condition:
        sys.exit(f"not as expected: {what}")


def end(execution):
    while True:
        description = states.describe_execution(executionArn=execution)
        if description["status"] != "RUNNING":
            return description


def aws(*arguments):
    command = [sys.executable, "-m", "awscli", "stepfunctions", *arguments, "--endpoint-url", endpoint, "--output", "json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout or "{}")


# One state by itself: with a mock, with an error, and as part of a machine.
task = json.dumps({
    "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "f", "Payload.$": "$"},
    "ResultSelector": {"n.$": "$.Payload.n"}, "Next": "After",
    "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 2}], "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Caught"}],
})
good = states.test_state(
    definition=task, roleArn=role, input='{"a": 1}', inspectionLevel="DEBUG", mock={"result": '{"Payload": {"n": 7}}'})
expect((good["status"], good["output"], good["nextState"]) == ("SUCCEEDED", '{"n":7}', "After"), "a mocked result")
expect(json.loads(good["inspectionData"]["afterParameters"]) == {"FunctionName": "f", "Payload": {"a": 1}}, "what was inspected")
busy = states.test_state(
    definition=task, inspectionLevel="TRACE", mock={"errorOutput": {"error": "Busy", "cause": "c"}},
    stateConfiguration={"retrierRetryCount": 1})
expect(busy["status"] == "RETRIABLE", "an error that is tried again")
expect(busy["inspectionData"]["errorDetails"]["retryBackoffIntervalSeconds"] == 4, "the wait before it is")
other = states.test_state(definition=task, mock={"errorOutput": {"error": "Other", "cause": "c"}})
expect((other["status"], other["nextState"]) == ("CAUGHT_ERROR", "Caught"), "an error that is caught")
machine = json.dumps({"StartAt": "A", "States": {
    "A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Choice", "Choices": [{"Variable": "$.n", "IsPresent": True, "Next": "C"}], "Default": "A"},
    "C": {"Type": "Fail", "Error": "E"}}})
expect(states.test_state(definition=machine, stateName="B", input='{"n": 1}')["nextState"] == "C", "a state of a machine")
expect(states.test_state(definition=machine, stateName="C")["error"] == "E", "a Fail state")
try:
    states.test_state(definition='{"Type": "Fail"}', mock={"result": "1"})
    sys.exit("not as expected: a mock of a Fail state")
except ClientError as failure:
    expect(failure.response["Error"]["Code"] == "ValidationException", "a mock of a Fail state")

# A distributed Map over the lines of a file.
(objects / "bucket").mkdir()
(objects / "bucket" / "lines.csv").write_text("n\n" + "".join(f"{n}\n" for n in range(25)))
lines = {"StartAt": "M", "States": {"M": {
    "Type": "Map", "Label": "Lines", "MaxConcurrency": 5, "ToleratedFailurePercentage": 10,
    "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "Parameters": {"Bucket": "bucket", "Key": "lines.csv"},
                   "ReaderConfig": {"InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW"}},
    "ItemBatcher": {"MaxItemsPerBatch": 10},
    "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                      "StartAt": "P", "States": {"P": {"Type": "Pass", "End": True}}},
    "End": True}}}
arn = states.create_state_machine(name="lines", definition=json.dumps(lines), roleArn=role)["stateMachineArn"]
mapped = states.start_execution(stateMachineArn=arn)["executionArn"]
expect(end(mapped)["status"] == "SUCCEEDED", "the Map")
[run] = states.list_map_runs(executionArn=mapped)["mapRuns"]
about = states.describe_map_run(mapRunArn=run["mapRunArn"])
expect((about["status"], about["itemCounts"]["succeeded"], about["executionCounts"]["succeeded"]) == ("SUCCEEDED", 25, 3), "its counts")
pages = states.get_paginator("list_executions").paginate(mapRunArn=run["mapRunArn"], PaginationConfig={"PageSize": 2})
children = [one for page in pages for one in page["executions"]]
expect(sorted(one["itemCount"] for one in children) == [5, 10, 10], "its executions")
expect(end(children[0]["executionArn"])["mapRunArn"] == run["mapRunArn"], "an execution of it")

# A Map Run that waits for workers, and is changed meanwhile by the command line.
work = states.create_activity(name="handwork")["activityArn"]
waits = {"StartAt": "M", "States": {"M": {
    "Type": "Map", "MaxConcurrency": 1,
    "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                      "StartAt": "T", "States": {"T": {"Type": "Task", "Resource": work, "End": True}}},
    "End": True}}}
arn = states.create_state_machine(name="waits-for-hands", definition=json.dumps(waits), roleArn=role)["stateMachineArn"]
waiting = states.start_execution(stateMachineArn=arn, input="[1, 2, 3]")["executionArn"]
first = states.get_activity_task(activityArn=work)
[run] = aws("list-map-runs", "--execution-arn", waiting)["mapRuns"]
aws("update-map-run", "--map-run-arn", run["mapRunArn"], "--max-concurrency", "3")
expect(aws("describe-map-run", "--map-run-arn", run["mapRunArn"])["maxConcurrency"] == 3, "what was changed")
tasks = [first] + [states.get_activity_task(activityArn=work) for _ in range(2)]
for one in tasks:
    states.send_task_success(taskToken=one["taskToken"], output=one["input"])
expect(json.loads(end(waiting)["output"]) == [1, 2, 3], "what the hands made")

# A Map that fails, and is redriven: of its executions the one that failed goes on, and those begin that had not.
failing = states.start_execution(stateMachineArn=arn, input="[1, 2, 3]")["executionArn"]
one = states.get_activity_task(activityArn=work)
states.send_task_success(taskToken=one["taskToken"], output=one["input"])
two = states.get_activity_task(activityArn=work)
states.send_task_failure(taskToken=two["taskToken"], error="Ill")
expect(end(failing)["error"] == "States.ExceedToleratedFailureThreshold", "the failure")
[run] = states.list_map_runs(executionArn=failing)["mapRuns"]
date = states.redrive_execution(executionArn=failing, clientToken="again")["redriveDate"]
expect(states.redrive_execution(executionArn=failing, clientToken="again")["redriveDate"] == date, "one redrive")
again = [states.get_activity_task(activityArn=work)]
counts = aws("describe-map-run", "--map-run-arn", run["mapRunArn"])["executionCounts"]
expect((counts["succeeded"], counts["running"], counts["pending"]) == (1, 1, 1), "what is left to do")
states.send_task_success(taskToken=again[0]["taskToken"], output=again[0]["input"])
again.append(states.get_activity_task(activityArn=work))
states.send_task_success(taskToken=again[1]["taskToken"], output=again[1]["input"])
expect(json.loads(end(failing)["output"]) == [1, 2, 3], "what the redrive made")
expect([json.loads(task["input"]) for task in again] == [2, 3], "nothing was done twice")
about = states.describe_map_run(mapRunArn=run["mapRunArn"])
expect((about["status"], about["redriveCount"]) == ("SUCCEEDED", 1) and about["redriveDate"] >= date, "the redriven run")
events = states.get_execution_history(executionArn=failing)["events"]
[redriven] = [event for event in events if event["type"] == "MapRunRedriven"]
expect(redriven["mapRunRedrivenEventDetails"] == {"mapRunArn": run["mapRunArn"], "redriveCount": 1}, "the history")

# An Express machine that is waited for.
quick = json.dumps({"StartAt": "A", "States": {"A": {"Type": "Pass", "Parameters": {"id.$": "$$.Execution.Id"}, "End": True}}})
arn = states.create_state_machine(name="quick", definition=quick, roleArn=role, type="EXPRESS")["stateMachineArn"]
answer = states.start_sync_execution(stateMachineArn=arn, name="now", input="{}")
expect(json.loads(answer["output"]) == {"id": answer["executionArn"]}, "its own ARN")
answer = aws("start-sync-execution", "--state-machine-arn", arn)
expect(json.loads(answer["output"]) == {"id": answer["executionArn"]}, "its own ARN, for the command line")
expect(aws("test-state", "--definition", '{"Type":"Succeed"}', "--input", "[1]")["output"] == "[1]", "a test by the command line")
print("done")
