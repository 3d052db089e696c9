"""Machines that call S3, on the server that the first argument names; AWS is at the second."""

import datetime
import hashlib
import json

from botocore.exceptions import ClientError
from tasks import aws, end, expect, run

s3 = aws("s3")
count = 0


def call(action, **parameters):
    """What a task of `aws-sdk:s3` gives."""
    global count
    count += 1
    description, output = end(run(f"s3-{count}", f"aws-sdk:s3:{action}", parameters))
    expect(description["status"] == "SUCCEEDED", (action, description))
    return output


def fail(action, error, **parameters):
    """The cause of a task that fails."""
    global count
    count += 1
    description, _ = end(run(f"s3-{count}", f"aws-sdk:s3:{action}", parameters))
    expect(description.get("error") == error, (action, description))
    return description["cause"]


expect(call("createBucket", Bucket="pay")["Location"] == "/pay", "where a bucket is")
call("createBucket", Bucket="far", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
expect(call("getBucketLocation", Bucket="far") == {"LocationConstraint": "eu-west-1"}, "a region")
buckets = call("listBuckets")["Buckets"]
expect(sorted(bucket["Name"] for bucket in buckets) == ["far", "pay"], buckets)
datetime.datetime.strptime(buckets[0]["CreationDate"][:19], "%Y-%m-%dT%H:%M:%S")
expect("BucketRegion" in call("headBucket", Bucket="pay"), "a bucket that is there")
expect("Status Code: 404" in fail("headBucket", "S3.NoSuchBucketException", Bucket="none"), "a bucket that is not")
again = fail("createBucket", "S3.BucketAlreadyOwnedByYouException", Bucket="far",
             CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
expect("(Service: S3, Status Code: 409, Request ID: " in again, again)

# Keys that a path, a signature or a document could get wrong.
keys = ["plain", "a folder/with ä ✓.txt", "a+b&c=d?e#f%41", "a//b", "a/../b", "<&>'\"", "tilde~(1)!*"]
for key in keys:
    # A body is written as JSON: a text is in quotes.
    put = call("putObject", Bucket="pay", Key=key, Body="text of " + key)
    body = s3.get_object(Bucket="pay", Key=key)["Body"].read()
    expect(json.loads(body) == "text of " + key, body)
    expect(put["ETag"] == '"%s"' % hashlib.md5(body).hexdigest(), put)
    got = call("getObject", Bucket="pay", Key=key)
    expect(got["Body"] == body.decode() and got["ContentLength"] == len(body), got)
listed = call("listObjectsV2", Bucket="pay")
expect([one["Key"] for one in listed["Contents"]] == sorted(keys, key=str.encode), listed)
expect((listed["KeyCount"], listed["IsTruncated"], listed["MaxKeys"]) == (len(keys), False, 1000), listed)
expect(isinstance(listed["Contents"][0]["Size"], int) and listed["Contents"][0]["StorageClass"] == "STANDARD", listed)

page = call("listObjectsV2", Bucket="pay", Prefix="a", MaxKeys=1)
expect(page["IsTruncated"] and len(page["Contents"]) == 1, page)
rest = call("listObjectsV2", Bucket="pay", Prefix="a", ContinuationToken=page["NextContinuationToken"])
expect(page["Contents"] + rest["Contents"] == [one for one in listed["Contents"] if one["Key"][0] == "a"], rest)
folders = call("listObjects", Bucket="pay", Delimiter="/", Prefix="a f")
expect(folders["CommonPrefixes"] == [{"Prefix": "a folder/"}] and "Contents" not in folders, folders)

# Headers, metadata, conditions, ranges.
put = call("putObject", Bucket="pay", Key="rich", Body={"a": [1, 2.50]}, ContentType="application/json",
           Metadata={"Team": "pay", "note": "x y"}, Tagging="kind=report", CacheControl="no-store")
expect(put["ETag"] == '"%s"' % hashlib.md5(b'{"a":[1,2.5]}').hexdigest(), put)
head = call("headObject", Bucket="pay", Key="rich")
expect((head["ContentType"], head["ContentLength"], head["CacheControl"]) == ("application/json", 13, "no-store"), head)
expect(head["Metadata"] == {"team": "pay", "note": "x y"} and "Body" not in head, head)
expect(call("getObject", Bucket="pay", Key="rich", Range="bytes=1-3")["Body"] == '"a"', "a range")
since = {"Bucket": "pay", "Key": "rich", "IfModifiedSince": "2100-01-01T00:00:00Z"}
expect("Status Code: 304" in fail("headObject", "S3.S3Exception", **since), "what did not change")
expect(call("getObject", Bucket="pay", Key="rich", IfModifiedSince="2000-01-01T00:00:00Z")["ContentLength"] == 13, "what did")
expect(call("getObject", Bucket="pay", Key="plain")["Metadata"] == {}, "no metadata")
expect(call("getObject", Bucket="pay", Key="plain")["LastModified"][-1] == "Z", "a moment")

expect(call("getObjectTagging", Bucket="pay", Key="rich")["TagSet"] == [{"Key": "kind", "Value": "report"}], "its tags")
tags = [{"Key": "a", "Value": "1 + 2"}, {"Key": "b", "Value": ""}]
call("putObjectTagging", Bucket="pay", Key="rich", Tagging={"TagSet": tags})
expect(s3.get_object_tagging(Bucket="pay", Key="rich")["TagSet"] == tags, "new tags")
expect(call("getObjectTagging", Bucket="pay", Key="rich")["TagSet"] == tags, "new tags")
call("deleteObjectTagging", Bucket="pay", Key="rich")
expect(call("getObjectTagging", Bucket="pay", Key="rich")["TagSet"] == [], "no tags")
fail("getBucketTagging", "S3.S3Exception", Bucket="pay")
tags[1]["Value"] = "x"
call("putBucketTagging", Bucket="pay", Tagging={"TagSet": tags})
found = call("getBucketTagging", Bucket="pay")["TagSet"]
expect(found == tags, found)
policy = {"Version": "2012-10-17", "Statement": []}
call("putBucketPolicy", Bucket="pay", Policy=policy)
expect(call("getBucketPolicy", Bucket="pay")["Policy"] == '{"Version":"2012-10-17","Statement":[]}', "a policy")
rule = {"ID": "old", "Status": "Enabled", "Filter": {"Prefix": "tmp/"}, "Expiration": {"Days": 30}}
call("putBucketLifecycleConfiguration", Bucket="pay", LifecycleConfiguration={"Rules": [rule]})
expect(s3.get_bucket_lifecycle_configuration(Bucket="pay")["Rules"] == [rule], "rules")
expect(call("getBucketLifecycleConfiguration", Bucket="pay")["Rules"] == [rule], "rules")

copy = call("copyObject", Bucket="far", Key="copy", CopySource="pay/rich")
expect(copy["CopyObjectResult"]["ETag"] == put["ETag"], copy)
expect(call("getObject", Bucket="far", Key="copy")["Body"] == '{"a":[1,2.5]}', "a copy")
attributes = call("getObjectAttributes", Bucket="pay", Key="rich", ObjectAttributes=["ETag", "ObjectSize"])
expect(attributes["ObjectSize"] == 13 and attributes["ETag"] == put["ETag"].strip('"'), attributes)

# In parts.
upload = call("createMultipartUpload", Bucket="pay", Key="parts")["UploadId"]
expect(call("listMultipartUploads", Bucket="pay")["Uploads"][0]["UploadId"] == upload, "an upload")
part = call("uploadPart", Bucket="pay", Key="parts", UploadId=upload, PartNumber=1, Body=12345678901)["ETag"]
parts = call("listParts", Bucket="pay", Key="parts", UploadId=upload)["Parts"]
expect([(one["PartNumber"], one["Size"], one["ETag"]) for one in parts] == [(1, 11, part)], parts)
done = call("completeMultipartUpload", Bucket="pay", Key="parts", UploadId=upload,
            MultipartUpload={"Parts": [{"PartNumber": 1, "ETag": part}]})
expect(done["Key"] == "parts", done)
expect(call("getObject", Bucket="pay", Key="parts")["Body"] == "12345678901", "what the parts are")
gone = call("createMultipartUpload", Bucket="pay", Key="gone")["UploadId"]
call("abortMultipartUpload", Bucket="pay", Key="gone", UploadId=gone)
fail("listParts", "S3.NoSuchUploadException", Bucket="pay", Key="gone", UploadId=gone)

# What is not there, and what is not asked well.
cause = fail("getObject", "S3.NoSuchKeyException", Bucket="pay", Key="nowhere")
expect(cause.startswith("The specified key does not exist. (Service: S3, Status Code: 404, Request ID: "), cause)
expect("Status Code: 404" in fail("headObject", "S3.NoSuchKeyException", Bucket="pay", Key="nowhere"), "no object")
fail("getObject", "S3.NoSuchBucketException", Bucket="none", Key="nowhere")
fail("getObject", "States.Runtime", Bucket="pay")
# An empty key would be the bucket itself.
fail("deleteObject", "States.Runtime", Bucket="pay", Key="")
fail("deleteBucket", "States.Runtime", Bucket="..")
cause = fail("getObject", "States.Runtime", Bucket="pay", Key="plain", Colour="red")
expect("aws-sdk:s3:getObject has no member 'Colour'" in cause, cause)
fail("putObject", "States.Runtime", Bucket="pay", Key="plain", Body="x", Metadata={"a": "b\r\nx-amz-acl: public-read"})
fail("deleteBucket", "S3.S3Exception", Bucket="pay")

# Versions and deletion.
call("putBucketVersioning", Bucket="far", VersioningConfiguration={"Status": "Enabled"})
expect(call("getBucketVersioning", Bucket="far")["Status"] == "Enabled", "versions")
second = call("putObject", Bucket="far", Key="copy", Body=None)
expect(call("getObject", Bucket="far", Key="copy")["Body"] == "", "an empty object")
call("deleteObject", Bucket="far", Key="copy")
versions = call("listObjectVersions", Bucket="far")
expect(len(versions["Versions"]) == 2 and versions["DeleteMarkers"][0]["IsLatest"] is True, versions)
expect(call("getObject", Bucket="far", Key="copy", VersionId=second["VersionId"])["VersionId"] == second["VersionId"], "one")
everything = [{"Key": one["Key"], "VersionId": one["VersionId"]} for one in versions["Versions"] + versions["DeleteMarkers"]]
deleted = call("deleteObjects", Bucket="far", Delete={"Objects": everything})
expect(len(deleted["Deleted"]) == 3 and "Errors" not in deleted, deleted)
call("deleteObjects", Bucket="pay", Delete={"Quiet": True, "Objects": [{"Key": key} for key in keys]})
for key in ["rich", "parts"]:
    call("deleteObject", Bucket="pay", Key=key)
for bucket in ["pay", "far"]:
    call("deleteBucket", Bucket=bucket)
    try:
        s3.head_bucket(Bucket=bucket)
        expect(False, bucket)
    except ClientError as gone:
        expect(gone.response["ResponseMetadata"]["HTTPStatusCode"] == 404, gone)
print("done")
