"""Machines that call services of AWS, on the server that the first argument names; AWS is at the second."""

import json

from tasks import aws, end, expect, run, states

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

failed, _ = end(run("ec2", "aws-sdk:ec2:describeInstances", {}))
expect(failed["error"] == "Daybook.UnsupportedResource", failed)
expect(" s3," in failed["cause"], failed)
failed, _ = end(run("acl", "aws-sdk:s3:putObjectAcl", {}))
expect(failed["error"] == "Daybook.UnsupportedResource", failed)
expect("of s3 it calls abortMultipartUpload," in failed["cause"], failed)
print("done")
