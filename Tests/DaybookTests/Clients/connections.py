"""Tasks that call an API behind OAuth, run and tested by boto3.

The arguments are the server's endpoint, the API's, and the ARN of the connection."""

import json
import os
import sys

import boto3

endpoint, api, connection = sys.argv[1:]
os.environ.update(AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test", AWS_DEFAULT_REGION="us-east-1")
os.environ["AWS_DISABLE_HOST_PREFIX_INJECTION"] = "true"
states = boto3.client("stepfunctions", endpoint_url=endpoint)


def expect(condition, what):
    if not condition:
        sys.exit(f"not as expected: {what}")


def task(url):
    return {
        "Type": "Task", "Resource": "arn:aws:states:::http:invoke", "End": True,
        "Parameters": {
            "ApiEndpoint": url, "Method": "POST", "RequestBody": {"hours": 3},
            "InvocationConfig": {"ConnectionArn": connection}}}


def test(url, **more):
    return states.test_state(definition=json.dumps(task(url)), inspectionLevel="TRACE", **more)


hidden = test(api + "/bills")
expect(hidden["status"] == "SUCCEEDED", hidden)
request, response = hidden["inspectionData"]["request"], hidden["inspectionData"]["response"]
expect((request["protocol"], request["method"], request["url"]) == ("http", "POST", api + "/bills"), request)
expect("Authorization: REDACTED" in request["headers"] and "token-1" not in json.dumps(hidden), "no secret")
expect(json.loads(request["body"]) == {"hours": 3}, request)
expect((response["statusCode"], response["statusMessage"]) == ("200", "OK"), response)
expect(json.loads(response["body"]) == {"paid": 3, "tokens": 1}, response)
shown = test(api + "/bills", revealSecrets=True)
expect("Authorization: Bearer token-1" in shown["inspectionData"]["request"]["headers"], "the secret")

# The token is good for one more call; another is fetched only where it is not new.
definition = json.dumps({"StartAt": "A", "States": {"A": task(api + "/bills")}})
role = "arn:aws:iam::123456789012:role/steps"
machine = states.create_state_machine(name="bills", definition=definition, roleArn=role)["stateMachineArn"]
ends = []
for _ in range(2):
    run = states.start_execution(stateMachineArn=machine)["executionArn"]
    while (end := states.describe_execution(executionArn=run))["status"] == "RUNNING":
        pass
    ends.append(end)
expect(ends[0]["status"] == "SUCCEEDED" and json.loads(ends[0]["output"])["ResponseBody"]["tokens"] == 1, ends[0])
expect(ends[1]["error"] == "States.Http.StatusCode.401", ends[1])

other = test(api.replace("127.0.0.1", "localhost") + "/bills")
expect((other["status"], other["error"]) == ("FAILED", "Events.ConnectionResource.AccessDenied"), "another host")
expect("request" not in other["inspectionData"], "nothing is sent there")
print("done")
