"""Machines that call services of AWS, on the server that the first argument names; AWS is at the second."""

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


dynamodb, sqs, sns, events = aws("dynamodb"), aws("sqs"), aws("sns"), aws("events")
key = {"id": {"S": "1"}}
dynamodb.create_table(
    TableName="pay",
    KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
    AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
    BillingMode="PAY_PER_REQUEST",
)
queue = sqs.create_queue(QueueName="messages")["QueueUrl"]
topic = sns.create_topic(Name="news")["TopicArn"]
arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn)

_, output = end(run("put", "dynamodb:putItem", {"TableName": "pay", "Item": {**key, "hours": {"N": "1.50"}}}))
expect(output["SdkHttpMetadata"]["HttpStatusCode"] == 200, output)
_, output = end(run("get", "aws-sdk:dynamodb:getItem", {"TableName": "pay", "Key": key}))
expect(output == {"Item": {**key, "hours": {"N": "1.50"}}}, output)
failed, _ = end(run("nowhere", "dynamodb:getItem", {"TableName": "none", "Key": key}))
expect(failed["error"] == "DynamoDB.ResourceNotFoundException", failed)
expect("(Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ResourceNotFoundException;" in failed["cause"], failed)
failed, _ = end(run("nowhere-sdk", "aws-sdk:dynamodb:getItem", {"TableName": "none", "Key": key}))
expect(failed["error"] == "DynamoDb.ResourceNotFoundException", failed)
expect("(Service: DynamoDb, Status Code: 400, Request ID: " in failed["cause"], failed)


def message():
    return sqs.receive_message(QueueUrl=queue, WaitTimeSeconds=5)["Messages"][0]


def take():
    found = message()
    sqs.delete_message(QueueUrl=queue, ReceiptHandle=found["ReceiptHandle"])
    return json.loads(found["Body"])


waits = run(
    "wait",
    "sqs:sendMessage.waitForTaskToken",
    {"QueueUrl": queue, "MessageBody": {"Token.$": "$$.Task.Token", "text": "ä ✓"}},
)
body = take()
expect(body["text"] == "ä ✓", body)
states.send_task_success(taskToken=body["Token"], output='{"answer": 42}')
_, output = end(waits)
expect(output == {"answer": 42}, output)

_, output = end(
    run(
        "publish",
        "sns:publish",
        {
            "TopicArn": topic,
            "Message": {"pay": 1},
            "MessageAttributes": {"kind": {"DataType": "String", "StringValue": "a & b"}},
        },
    )
)
expect(output["MessageId"] and output["SdkHttpMetadata"]["HttpStatusCode"] == 200, output)
body = take()
expect(json.loads(body["Message"]) == {"pay": 1}, body)
expect(body["MessageAttributes"]["kind"]["Value"] == "a & b", body)
failed, _ = end(run("no-topic", "sns:publish", {"TopicArn": topic + "x", "Message": "m"}))
expect(failed["error"] == "SNS.NotFoundException", failed)

_, output = end(
    run("put-events", "events:putEvents", {"Entries": [{"Detail": {"a": 1}, "DetailType": "t", "Source": "daybook"}]})
)
expect(output["FailedEntryCount"] == 0 and len(output["Entries"]) == 1, output)
_, output = end(run("buses", "aws-sdk:eventbridge:listEventBuses", {}))
expect(output["EventBuses"][0]["Name"] == "default", output)
_, output = end(run("who", "aws-sdk:sts:getCallerIdentity", {}))
expect(output["Account"] == "123456789012", output)
_, output = end(run("topics", "aws-sdk:sns:listTopics", {}))
expect(output["Topics"] == [{"TopicArn": topic}], output)

failed, _ = end(run("s3", "aws-sdk:s3:listBuckets", {}))
expect(failed["error"] == "Daybook.UnsupportedResource", failed)
print("done")
