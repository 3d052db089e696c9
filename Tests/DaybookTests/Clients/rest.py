"""Machines that call REST services, on the server that the first argument names; AWS is at the second."""

import io
import json
import zipfile

from tasks import aws, end, expect, run

count = 0


def call(service, action, **parameters):
    """What a task of `aws-sdk` gives."""
    global count
    count += 1
    description, output = end(run(f"rest-{count}", f"aws-sdk:{service}:{action}", parameters))
    expect(description["status"] == "SUCCEEDED", (service, action, description))
    return output


def fail(error, service, action, **parameters):
    """The cause of a task that fails."""
    global count
    count += 1
    description, _ = end(run(f"rest-{count}", f"aws-sdk:{service}:{action}", parameters))
    expect(description.get("error") == error, (service, action, description))
    return description["cause"]


aws("iam").create_role(RoleName="works", AssumeRolePolicyDocument=json.dumps({
    "Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"},
                                            "Action": "sts:AssumeRole"}]}))
role = "arn:aws:iam::123456789012:role/works"
code = io.BytesIO()
with zipfile.ZipFile(code, "w") as archive:
    archive.writestr("main.py", "def handler(event, context): return event")
aws("lambda").create_function(
    FunctionName="works", Runtime="python3.12", Role=role, Handler="main.handler", Code={"ZipFile": code.getvalue()},
    Environment={"Variables": {"lowerCase": "1", "UPPER": "2"}})
listed = call("lambda", "listFunctions", MaxItems=10)["Functions"]
expect([one["FunctionName"] for one in listed] == ["works"] and isinstance(listed[0]["MemorySize"], int), listed)
got = call("lambda", "getFunction", FunctionName="works")
expect(got["Configuration"]["Environment"]["Variables"] == {"lowerCase": "1", "UPPER": "2"}, got)
arn = got["Configuration"]["FunctionArn"]
call("lambda", "tagResource", Resource=arn, Tags={"team": "Pay"})
expect(call("lambda", "listTags", Resource=arn)["Tags"] == {"team": "Pay"}, "tags")
call("lambda", "untagResource", Resource=arn, TagKeys=["team"])
expect(aws("lambda").list_tags(Resource=arn)["Tags"] == {}, "no tags")
call("lambda", "updateFunctionConfiguration", FunctionName="works", Timeout=7)
expect(call("lambda", "getFunctionConfiguration", FunctionName="works")["Timeout"] == 7, "what was changed")
cause = fail("Lambda.ResourceNotFoundException", "lambda", "getFunction", FunctionName="nowhere")
expect("Function not found" in cause and "(Service: Lambda, Status Code: 404, Request ID: " in cause, cause)
fail("States.Runtime", "lambda", "getFunction", FunctionName="..")
expect(call("lambda", "deleteFunction", FunctionName="works").get("StatusCode", 204) in (200, 204), "gone")
expect(call("lambda", "listFunctions")["Functions"] == [], "none")

call("scheduler", "createScheduleGroup", Name="nightly")
target = {"Arn": "arn:aws:sqs:us-east-1:123456789012:q", "RoleArn": role, "Input": "{}"}
call("scheduler", "createSchedule", Name="pay", GroupName="nightly", ScheduleExpression="rate(1 hour)", Target=target,
     FlexibleTimeWindow={"Mode": "OFF"}, StartDate="2100-01-01T00:00:00Z")
got = call("scheduler", "getSchedule", Name="pay", GroupName="nightly")
expect(got["StartDate"] == "2100-01-01T00:00:00Z" and got["CreationDate"][-1] == "Z", got)
schedules = call("scheduler", "listSchedules", GroupName="nightly")["Schedules"]
expect([one["Name"] for one in schedules] == ["pay"], schedules)
call("scheduler", "deleteSchedule", Name="pay", GroupName="nightly")
fail("Scheduler.ResourceNotFoundException", "scheduler", "getSchedule", Name="pay", GroupName="nightly")

call("sesv2", "createEmailIdentity", EmailIdentity="pay@example.org")
sent = call("sesv2", "sendEmail", FromEmailAddress="pay@example.org", Destination={"ToAddresses": ["a@example.org"]},
            Content={"Simple": {"Subject": {"Data": "Pay"}, "Body": {"Text": {"Data": "ä"}}}})
expect(sent["MessageId"], sent)
fail("SesV2.NotFoundException", "sesv2", "getContactList", ContactListName="none")

system = call("efs", "createFileSystem", Tags=[{"Key": "Name", "Value": "n"}])
expect(system["Name"] == "n" and isinstance(system["SizeInBytes"]["Value"], int), system)
expect(call("efs", "describeFileSystems", FileSystemId=system["FileSystemId"])["FileSystems"][0]["CreationToken"] == system["CreationToken"], "it")
expect(len(system["CreationToken"]) == 32, system)
fail("Efs.FileSystemNotFoundException", "efs", "deleteFileSystem", FileSystemId="fs-12345678")

api = call("apigateway", "createRestApi", Name="pay", Tags={"team": "Pay"})
expect(api["Name"] == "pay" and api["Tags"] == {"team": "Pay"} and api["CreatedDate"][-1] == "Z", api)
expect([one["Id"] for one in call("apigateway", "getRestApis")["Items"]] == [api["Id"]], "APIs")
expect(call("apigateway", "getResources", RestApiId=api["Id"])["Items"][0]["Path"] == "/", "its resources")

call("eks", "createCluster", Name="pay", RoleArn=role, ResourcesVpcConfig={"SubnetIds": []}, Tags={"lower": "1"})
cluster = call("eks", "describeCluster", Name="pay")["Cluster"]
expect(cluster["Name"] == "pay" and cluster["Tags"] == {"lower": "1"} and cluster["CreatedAt"][-1] == "Z", cluster)
fail("Eks.ResourceNotFoundException", "eks", "describeCluster", Name="none")

queues = call("batch", "describeJobQueues")
expect(queues["JobQueues"] == [], queues)
definition = call("batch", "registerJobDefinition", JobDefinitionName="d", Type="container",
                  Parameters={"Input": "x"}, ContainerProperties={"Image": "i", "Vcpus": 1, "Memory": 128})
expect(definition["Revision"] == 1, definition)
found = call("batch", "describeJobDefinitions", JobDefinitionName="d")["JobDefinitions"][0]
expect(found["ContainerProperties"]["Image"] == "i" and found["Parameters"] == {"Input": "x"}, found)
fail("Batch.ClientException", "batch", "submitJob", JobName="j", JobQueue="none", JobDefinition="d")

call("iotdataplane", "publish", Topic="pay/done", Qos=1, Payload={"a": 1})
aws("iot").create_thing(thingName="meter")
shadow = call("iotdataplane", "updateThingShadow", ThingName="meter", Payload={"state": {"desired": {"on": True}}})
expect(json.loads(shadow["Payload"])["state"] == {"desired": {"on": True}}, shadow)
fail("IotDataPlane.ResourceNotFoundException", "iotdataplane", "getThingShadow", ThingName="none")

application = call("emrserverless", "createApplication", Name="a", Type="SPARK", ReleaseLabel="emr-7.0.0")
got = call("emrserverless", "getApplication", ApplicationId=application["ApplicationId"])["Application"]
expect(got["Name"] == "a" and got["CreatedAt"][-1] == "Z", got)

zone = call("route53", "createHostedZone", Name="example.org.", CallerReference="r")
zone_id = zone["HostedZone"]["Id"]
expect(zone["HostedZone"]["ResourceRecordSetCount"] == 2 and zone["DelegationSet"]["NameServers"], zone)
change = call("route53", "changeResourceRecordSets", HostedZoneId=zone_id, ChangeBatch={"Changes": [{
    "Action": "UPSERT", "ResourceRecordSet": {
        "Name": "pay.example.org.", "Type": "A", "TTL": 60,
        "ResourceRecords": [{"Value": "192.0.2.1"}, {"Value": "192.0.2.2"}]}}]})
expect(change["ChangeInfo"]["Status"] in ("INSYNC", "PENDING"), change)
records = call("route53", "listResourceRecordSets", HostedZoneId=zone_id, StartRecordName="pay.example.org.",
               StartRecordType="A")["ResourceRecordSets"]
expect(records[0]["ResourceRecords"] == [{"Value": "192.0.2.1"}, {"Value": "192.0.2.2"}] and records[0]["TTL"] == 60, records)
fail("Route53.NoSuchHostedZoneException", "route53", "getHostedZone", Id="Z0000000000000000000")
print("done")
