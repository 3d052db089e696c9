"""boto3 against a server that asks who it is: endpoint, file of the authority's certificate."""

import datetime
import os
import ssl
import sys
import urllib.error
import urllib.request

import boto3
import botocore.auth
import botocore.compat
from botocore.config import Config
from botocore.exceptions import ClientError, SSLError

endpoint, authority = sys.argv[1:3]
os.environ.pop("AWS_SESSION_TOKEN", None)


def states(key="AKIDPAYROLL", secret="a-secret-of-some-length", region="us-east-1", verify=authority):
    return boto3.client(
        "stepfunctions",
        endpoint_url=endpoint,
        region_name=region,
        aws_access_key_id=key,
        aws_secret_access_key=secret,
        verify=verify,
        config=Config(retries={"total_max_attempts": 1}),
    )


def expect(condition, what):
    if not condition:
        sys.exit(f"not as expected: {what}")


def fails(client, code, words=""):
    try:
        client.list_state_machines()
    except ClientError as error:
        found = error.response["Error"]
        expect(found["Code"] == code and words in found["Message"], found)
    else:
        expect(False, f"no {code}")


client = states()
expect(client.list_state_machines()["stateMachines"] == [], "an empty list")
definition = '{"StartAt": "P", "States": {"P": {"Type": "Pass", "Result": "ä", "End": true}}}'
arn = client.create_state_machine(name="p", definition=definition, roleArn="arn:aws:iam::123456789012:role/r")
execution = client.start_execution(stateMachineArn=arn["stateMachineArn"], input='{"text": "ä ✓"}')
expect(execution["executionArn"], execution)

fails(states(secret="another-secret-of-it"), "InvalidSignatureException", "does not match")
fails(states(key="AKIDNOBODY"), "UnrecognizedClientException")
fails(states(region="eu-west-1"), "InvalidSignatureException", "valid region")

try:
    states(verify=True).list_state_machines()
    expect(False, "a certificate that nobody knows")
except SSLError:
    pass


def shifted(minutes):
    def now(remove_tzinfo=True):
        time = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=minutes)
        return time.replace(tzinfo=None) if remove_tzinfo else time

    return now


original = botocore.auth.get_current_datetime
for minutes, words in [(-6, "Signature expired"), (6, "Signature not yet current")]:
    botocore.auth.get_current_datetime = shifted(minutes)
    fails(states(), "InvalidSignatureException", words)
for minutes in (-4, 4):
    botocore.auth.get_current_datetime = shifted(minutes)
    expect(len(states().list_state_machines()["stateMachines"]) == 1, minutes)
botocore.auth.get_current_datetime = original

context = ssl.create_default_context(cafile=authority)


def get(path, **headers):
    try:
        return urllib.request.urlopen(urllib.request.Request(endpoint + path, headers=headers), context=context).status
    except urllib.error.HTTPError as error:
        return error.code


expect(get("/health") == 200, "health")
expect(get("/metrics") == 400, "metrics for nobody")
request = urllib.request.Request(endpoint + "/metrics", headers={"Authorization": "Bearer a-token-of-some-length"})
numbers = urllib.request.urlopen(request, context=context).read().decode()
expect("\ndaybook_api_connections " in numbers, "connections are counted, and limited, where others can reach the server")

for _ in range(60):
    try:
        client.list_state_machines()
    except ClientError as error:
        expect(error.response["Error"]["Code"] == "ThrottlingException", error)
        break
else:
    expect(False, "a limit")
print("done")
