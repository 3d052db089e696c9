"""The names of the state machines of the endpoint that the first argument names."""

import os
import sys

import boto3

os.environ.update(AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test", AWS_DEFAULT_REGION="us-east-1")
machines = boto3.client("stepfunctions", endpoint_url=sys.argv[1]).list_state_machines()["stateMachines"]
print(*[machine["name"] for machine in machines])
