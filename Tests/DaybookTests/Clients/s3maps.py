"""Distributed Maps over S3, on the server that the first argument names; AWS is at the second, folders of buckets at the third."""

import json
import pathlib
import sys

from tasks import aws, end, expect, states

s3 = aws("s3")
folders = pathlib.Path(sys.argv[3])
s3.create_bucket(Bucket="work")
count = 0


def run(reader, writer=None, **more):
    """A Map of executions that give back what they are given."""
    global count
    count += 1
    state = {
        "Type": "Map",
        "ItemReader": reader,
        "ItemProcessor": {
            "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
            "StartAt": "P", "States": {"P": {"Type": "Pass", "End": True}},
        },
        "End": True,
        **more,
    }
    if writer:
        state["ResultWriter"] = {"Resource": "arn:aws:states:::s3:putObject", "Parameters": writer}
    machine = states.create_state_machine(
        name=f"map-{count}", definition=json.dumps({"StartAt": "M", "States": {"M": state}}),
        roleArn="arn:aws:iam::123456789012:role/steps")["stateMachineArn"]
    return end(states.start_execution(stateMachineArn=machine)["executionArn"])


def get(key, kind, bucket="work", **more):
    return {"Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": {"InputType": kind, **more},
            "Parameters": {"Bucket": bucket, "Key": key}}


def written(output, kind="SUCCEEDED"):
    """What the files of a Map's results hold."""
    place = output["ResultWriterDetails"]
    manifest = json.loads(s3.get_object(Bucket=place["Bucket"], Key=place["Key"])["Body"].read())
    files = manifest["ResultFiles"][kind]
    bodies = [s3.get_object(Bucket=place["Bucket"], Key=one["Key"])["Body"].read() for one in files]
    expect([len(body) for body in bodies] == [one["Size"] for one in files], files)
    return [one for body in bodies for one in json.loads(body)], len(files)


s3.put_object(Bucket="work", Key="items.json", Body=json.dumps([{"n": 1}, {"n": 2}]))
_, output = run(get("items.json", "JSON"))
expect(output == [{"n": 1}, {"n": 2}], output)
s3.put_object(Bucket="work", Key="items.jsonl", Body='{"n": 1}\n{"n": 2}\n')
_, output = run(get("items.jsonl", "JSONL"))
expect(output == [{"n": 1}, {"n": 2}], output)
s3.put_object(Bucket="work", Key="items.csv", Body="a,b\n1,ä\n2,✓\n")
_, output = run(get("items.csv", "CSV", CSVHeaderLocation="FIRST_ROW"))
expect(output == [{"a": "1", "b": "ä"}, {"a": "2", "b": "✓"}], output)

# An older version.
s3.put_bucket_versioning(Bucket="work", VersioningConfiguration={"Status": "Enabled"})
old = s3.put_object(Bucket="work", Key="versions", Body="[1]")["VersionId"]
s3.put_object(Bucket="work", Key="versions", Body="[2]")
reader = get("versions", "JSON")
_, output = run(reader)
expect(output == [2], output)
reader["Parameters"]["VersionId"] = old
_, output = run(reader)
expect(output == [1], output)

# More than is in memory at one time, with characters that the parts cut, and results in several files.
rows = [{"n": str(n), "text": chr(0x20ac) * 50_000 + str(n)} for n in range(75)]
s3.put_object(Bucket="work", Key="large.csv", Body="n,text\n" + "".join(f"{row['n']},{row['text']}\n" for row in rows))
_, output = run(get("large.csv", "CSV", CSVHeaderLocation="FIRST_ROW"), {"Bucket": "work", "Prefix": "results"}, MaxConcurrency=20)
results, files = written(output)
expect(files > 2, files)
expect([json.loads(one["Output"]) for one in results] == rows, "the results of all rows")
expect(output["ResultWriterDetails"]["Key"].startswith("results/"), output)

# A list of more than a page.
for n in range(1005):
    s3.put_object(Bucket="work", Key=f"many/{n:04}", Body=b"x")
reader = {"Resource": "arn:aws:states:::s3:listObjectsV2", "Parameters": {"Bucket": "work", "Prefix": "many/"}}
_, output = run(reader, ItemBatcher={"MaxItemsPerBatch": 400})
listed = [one for batch in output for one in batch["Items"]]
expect([one["Key"] for one in listed] == [f"many/{n:04}" for n in range(1005)], len(listed))
expect(listed[0]["Etag"] == '"9dd4e461268c8034f5c8564e155c67a6"' and listed[0]["Size"] == 1, listed[0])
expect(isinstance(listed[0]["LastModified"], int) and listed[0]["StorageClass"] == "STANDARD", listed[0])

# A bucket with a folder is that folder, in both directions.
(folders / "here").mkdir()
(folders / "here" / "items.json").write_text("[1, 2]")
_, output = run(get("items.json", "JSON", bucket="here"), {"Bucket": "here"})
expect((folders / "here" / output["ResultWriterDetails"]["Key"]).exists(), output)
_, output = run(get("items.json", "JSON", bucket="here"), {"Bucket": "work"})
expect(len(written(output)[0]) == 2 and not (folders / "work").exists(), output)

failed, _ = run(get("nowhere", "JSON"))
expect(failed["error"] == "States.ItemReaderFailed", failed)
failed, _ = run(get("items.json", "JSON", bucket="nowhere"))
expect(failed["error"] == "States.ItemReaderFailed", failed)
failed, _ = run(get("items.json", "JSON"), {"Bucket": "nowhere"})
expect(failed["error"] == "States.ResultWriterFailed" and "bucket does not exist" in failed["cause"], failed)
print("done")
