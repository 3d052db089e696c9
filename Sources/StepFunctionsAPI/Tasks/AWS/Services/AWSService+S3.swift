extension AWSService {
    static let s3 = AWSService(name: "s3", id: "S3", scope: "s3", wire: .rest(s3Operations))

    private static let s3Operations: RESTService = {
        var service = RESTService(
            .xml(namespace: "http://s3.amazonaws.com/doc/2006-03-01/", s3Shapes), s3Table.operations(s3Text))
        service.numbers = .words(
            """
            ContentLength Days DaysAfterInitiation IfMatchSize KeyCount MaxBuckets MaxKeys MaxParts MaxUploads
            MissingMeta MpuObjectSize NewerNoncurrentVersions NextPartNumberMarker NoncurrentDays ObjectSize
            ObjectSizeGreaterThan ObjectSizeLessThan PartNumber PartNumberMarker PartsCount Size TagCount
            TotalPartsCount WriteOffsetBytes
            """)
        service.booleans = .words(
            """
            AccessPointAlias AllowQuotedRecordDelimiter BlockPublicAcls BlockPublicPolicy BucketKeyEnabled
            BypassGovernanceRetention ConfirmRemoveSelfBucketAccess DeleteMarker ExpiredObjectDeleteMarker
            FetchOwner IgnorePublicAcls IsLatest IsRestoreInProgress IsTruncated ObjectLockEnabledForBucket
            Quiet RestrictPublicBuckets
            """)
        service.moments = .words(
            """
            AbortDate CopySourceIfModifiedSince CopySourceIfUnmodifiedSince CreationDate Date Expires
            IfMatchInitiatedTime IfMatchLastModifiedTime IfModifiedSince IfUnmodifiedSince Initiated
            LastModified LastModifiedTime ResponseExpires RestoreExpiryDate
            """)
        service.textMoments = ["ObjectLockRetainUntilDate"]
        service.errors = .words(
            """
            BucketAlreadyExists BucketAlreadyOwnedByYou EncryptionTypeMismatch IdempotencyParameterMismatch
            InvalidObjectState InvalidRequest InvalidWriteOffset NoSuchBucket NoSuchKey NoSuchUpload
            ObjectAlreadyInActiveTierError ObjectNotInActiveTierError TooManyParts
            """)
        return service
    }()

    private static let s3Shapes = XMLShapes(
        flattened: [
            "/CommonPrefixes": "CommonPrefixes", "/Contents": "Contents", "/DeleteMarker": "DeleteMarkers",
            "/Deleted": "Deleted", "/Error": "Errors", "/Upload": "Uploads", "/Version": "Versions", "And/Tag": "Tags",
            "BlockedEncryptionTypes/EncryptionType": "EncryptionType",
            "Contents/ChecksumAlgorithm": "ChecksumAlgorithm",
            "NoncurrentVersionTransition": "NoncurrentVersionTransitions", "Object": "Objects", "Part": "Parts",
            "Rule": "Rules", "Transition": "Transitions", "Versions/ChecksumAlgorithm": "ChecksumAlgorithm",
        ],
        items: [
            "AccessControlList": "Grant", "Buckets": "Bucket", "CreateBucketConfiguration/Tags": "Tag", "TagSet": "Tag",
            "UserMetadata": "MetadataEntry",
        ],
        renamed: ["MfaDelete": "MFADelete", "ObjectParts/PartsCount": "TotalPartsCount"])

    private static let s3Table = RESTTable(
        query: .pairs(
            """
            BucketRegion:bucket-region ContinuationToken:continuation-token Delimiter:delimiter
            EncodingType:encoding-type FetchOwner:fetch-owner KeyMarker:key-marker Marker:marker
            MaxBuckets:max-buckets MaxKeys:max-keys MaxParts:max-parts MaxUploads:max-uploads PartNumber:partNumber
            PartNumberMarker:part-number-marker Prefix:prefix ResponseCacheControl:response-cache-control
            ResponseContentDisposition:response-content-disposition
            ResponseContentEncoding:response-content-encoding ResponseContentLanguage:response-content-language
            ResponseContentType:response-content-type ResponseExpires:response-expires StartAfter:start-after
            UploadId:uploadId UploadIdMarker:upload-id-marker VersionId:versionId VersionIdMarker:version-id-marker
            """),
        headers: .pairs(
            """
            Metadata:x-amz-meta- ACL:x-amz-acl AbortDate:x-amz-abort-date AbortRuleId:x-amz-abort-rule-id
            AcceptRanges:accept-ranges AccessPointAlias:x-amz-access-point-alias ArchiveStatus:x-amz-archive-status
            BucketArn:x-amz-bucket-arn BucketKeyEnabled:x-amz-server-side-encryption-bucket-key-enabled
            BucketLocationName:x-amz-bucket-location-name BucketLocationType:x-amz-bucket-location-type
            BucketNamespace:x-amz-bucket-namespace BucketRegion:x-amz-bucket-region
            BypassGovernanceRetention:x-amz-bypass-governance-retention CacheControl:Cache-Control
            ChecksumAlgorithm:x-amz-sdk-checksum-algorithm ChecksumCRC32:x-amz-checksum-crc32
            ChecksumCRC32C:x-amz-checksum-crc32c ChecksumCRC64NVME:x-amz-checksum-crc64nvme
            ChecksumMD5:x-amz-checksum-md5 ChecksumMode:x-amz-checksum-mode ChecksumSHA1:x-amz-checksum-sha1
            ChecksumSHA256:x-amz-checksum-sha256 ChecksumSHA512:x-amz-checksum-sha512
            ChecksumType:x-amz-checksum-type ChecksumXXHASH128:x-amz-checksum-xxhash128
            ChecksumXXHASH3:x-amz-checksum-xxhash3 ChecksumXXHASH64:x-amz-checksum-xxhash64
            ConfirmRemoveSelfBucketAccess:x-amz-confirm-remove-self-bucket-access
            ContentDisposition:Content-Disposition ContentEncoding:Content-Encoding ContentLanguage:Content-Language
            ContentLength:Content-Length ContentMD5:Content-MD5 ContentRange:Content-Range ContentType:Content-Type
            CopySource:x-amz-copy-source CopySourceIfMatch:x-amz-copy-source-if-match
            CopySourceIfModifiedSince:x-amz-copy-source-if-modified-since
            CopySourceIfNoneMatch:x-amz-copy-source-if-none-match
            CopySourceIfUnmodifiedSince:x-amz-copy-source-if-unmodified-since
            CopySourceRange:x-amz-copy-source-range
            CopySourceSSECustomerAlgorithm:x-amz-copy-source-server-side-encryption-customer-algorithm
            CopySourceSSECustomerKey:x-amz-copy-source-server-side-encryption-customer-key
            CopySourceSSECustomerKeyMD5:x-amz-copy-source-server-side-encryption-customer-key-MD5
            CopySourceVersionId:x-amz-copy-source-version-id DeleteMarker:x-amz-delete-marker ETag:ETag
            ExpectedBucketOwner:x-amz-expected-bucket-owner
            ExpectedSourceBucketOwner:x-amz-source-expected-bucket-owner Expiration:x-amz-expiration Expires:Expires
            GrantFullControl:x-amz-grant-full-control GrantRead:x-amz-grant-read GrantReadACP:x-amz-grant-read-acp
            GrantWrite:x-amz-grant-write GrantWriteACP:x-amz-grant-write-acp IfMatch:If-Match
            IfMatchInitiatedTime:x-amz-if-match-initiated-time
            IfMatchLastModifiedTime:x-amz-if-match-last-modified-time IfMatchSize:x-amz-if-match-size
            IfModifiedSince:If-Modified-Since IfNoneMatch:If-None-Match IfUnmodifiedSince:If-Unmodified-Since
            LastModified:Last-Modified Location:Location MFA:x-amz-mfa MaxParts:x-amz-max-parts
            MetadataDirective:x-amz-metadata-directive MissingMeta:x-amz-missing-meta
            MpuObjectSize:x-amz-mp-object-size ObjectAttributes:x-amz-object-attributes
            ObjectLockEnabledForBucket:x-amz-bucket-object-lock-enabled
            ObjectLockLegalHoldStatus:x-amz-object-lock-legal-hold ObjectLockMode:x-amz-object-lock-mode
            ObjectLockRetainUntilDate:x-amz-object-lock-retain-until-date ObjectOwnership:x-amz-object-ownership
            OptionalObjectAttributes:x-amz-optional-object-attributes PartNumberMarker:x-amz-part-number-marker
            PartsCount:x-amz-mp-parts-count Range:Range ReplicationStatus:x-amz-replication-status
            RequestCharged:x-amz-request-charged RequestPayer:x-amz-request-payer Restore:x-amz-restore
            RestoreOutputPath:x-amz-restore-output-path
            SSECustomerAlgorithm:x-amz-server-side-encryption-customer-algorithm
            SSECustomerKey:x-amz-server-side-encryption-customer-key
            SSECustomerKeyMD5:x-amz-server-side-encryption-customer-key-MD5
            SSEKMSEncryptionContext:x-amz-server-side-encryption-context
            SSEKMSKeyId:x-amz-server-side-encryption-aws-kms-key-id
            ServerSideEncryption:x-amz-server-side-encryption Size:x-amz-object-size
            StorageClass:x-amz-storage-class TagCount:x-amz-tagging-count Tagging:x-amz-tagging
            TaggingDirective:x-amz-tagging-directive
            TransitionDefaultMinimumObjectSize:x-amz-transition-default-minimum-object-size
            VersionId:x-amz-version-id WebsiteRedirectLocation:x-amz-website-redirect-location
            WriteOffsetBytes:x-amz-write-offset-bytes
            """),
        groups: [
            "%sums":
                "ChecksumCRC32 ChecksumCRC32C ChecksumCRC64NVME ChecksumSHA1 ChecksumSHA256 ChecksumSHA512 "
                + "ChecksumMD5 ChecksumXXHASH64 ChecksumXXHASH3 ChecksumXXHASH128",
            "%key": "SSECustomerAlgorithm SSECustomerKey SSECustomerKeyMD5",
            "%keyMD5": "SSECustomerAlgorithm SSECustomerKeyMD5",
            "%sourceKey": "CopySourceSSECustomerAlgorithm CopySourceSSECustomerKey CopySourceSSECustomerKeyMD5",
            "%kms": "ServerSideEncryption SSEKMSKeyId SSEKMSEncryptionContext BucketKeyEnabled",
            "%content": "CacheControl ContentDisposition ContentEncoding ContentLanguage ContentType Expires",
            "%grants": "ACL GrantFullControl GrantRead GrantReadACP GrantWriteACP",
            "%lock": "ObjectLockMode ObjectLockRetainUntilDate ObjectLockLegalHoldStatus",
            "%if": "IfMatch IfModifiedSince IfNoneMatch IfUnmodifiedSince",
            "%response":
                "ResponseCacheControl ResponseContentDisposition ResponseContentEncoding "
                + "ResponseContentLanguage ResponseContentType ResponseExpires",
        ])

    private static let s3Text = """
        AbortMultipartUpload DELETE /{Bucket}/{Key+}
          ? UploadId
          @ RequestPayer ExpectedBucketOwner IfMatchInitiatedTime
          -> @ RequestCharged
          -> nothing
        CompleteMultipartUpload POST /{Bucket}/{Key+}
          ? UploadId
          @ %sums ChecksumType MpuObjectSize RequestPayer ExpectedBucketOwner IfMatch IfNoneMatch %key
          body MultipartUpload=CompleteMultipartUpload
          -> @ Expiration ServerSideEncryption VersionId SSEKMSKeyId BucketKeyEnabled RequestCharged
        CopyObject PUT /{Bucket}/{Key+}
          @ %grants %content ChecksumAlgorithm:x-amz-checksum-algorithm
          @ CopySource CopySourceIfMatch CopySourceIfModifiedSince
          @ CopySourceIfNoneMatch CopySourceIfUnmodifiedSince IfMatch IfNoneMatch *Metadata MetadataDirective
          @ TaggingDirective %kms StorageClass WebsiteRedirectLocation %key %sourceKey RequestPayer Tagging %lock
          @ ExpectedBucketOwner ExpectedSourceBucketOwner
          -> @ Expiration CopySourceVersionId VersionId %kms %keyMD5 RequestCharged
          -> body CopyObjectResult
        CreateBucket PUT /{Bucket}
          @ %grants GrantWrite ObjectLockEnabledForBucket ObjectOwnership BucketNamespace
          body CreateBucketConfiguration
          -> @ Location BucketArn
          -> nothing
        CreateMultipartUpload POST /{Bucket}/{Key+}?uploads
          @ %grants %content *Metadata %kms StorageClass WebsiteRedirectLocation %key RequestPayer Tagging %lock
          @ ExpectedBucketOwner ChecksumAlgorithm:x-amz-checksum-algorithm ChecksumType
          -> @ AbortDate AbortRuleId %kms %keyMD5 RequestCharged ChecksumType
          -> @ ChecksumAlgorithm:x-amz-checksum-algorithm
        DeleteBucket DELETE /{Bucket}
          @ ExpectedBucketOwner
          -> nothing
        DeleteBucketLifecycle DELETE /{Bucket}?lifecycle
          @ ExpectedBucketOwner
          -> nothing
        DeleteBucketPolicy DELETE /{Bucket}?policy
          @ ExpectedBucketOwner
          -> nothing
        DeleteBucketTagging DELETE /{Bucket}?tagging
          @ ExpectedBucketOwner
          -> nothing
        DeleteObject DELETE /{Bucket}/{Key+}
          ? VersionId
          @ MFA RequestPayer BypassGovernanceRetention ExpectedBucketOwner IfMatch IfMatchLastModifiedTime IfMatchSize
          -> @ DeleteMarker VersionId RequestCharged
          -> nothing
        DeleteObjectTagging DELETE /{Bucket}/{Key+}?tagging
          ? VersionId
          @ ExpectedBucketOwner
          -> @ VersionId
          -> nothing
        DeleteObjects POST /{Bucket}?delete
          @ MFA RequestPayer BypassGovernanceRetention ExpectedBucketOwner ChecksumAlgorithm
          body Delete
          checksum
          -> @ RequestCharged
        GetBucketEncryption GET /{Bucket}?encryption
          @ ExpectedBucketOwner
          -> body ServerSideEncryptionConfiguration
        GetBucketLifecycleConfiguration GET /{Bucket}?lifecycle
          @ ExpectedBucketOwner
          -> @ TransitionDefaultMinimumObjectSize
        GetBucketLocation GET /{Bucket}?location
          @ ExpectedBucketOwner
        GetBucketPolicy GET /{Bucket}?policy
          @ ExpectedBucketOwner
          -> bytes Policy
        GetBucketTagging GET /{Bucket}?tagging
          @ ExpectedBucketOwner
        GetBucketVersioning GET /{Bucket}?versioning
          @ ExpectedBucketOwner
        GetObject GET /{Bucket}/{Key+}
          ? %response VersionId PartNumber
          @ %if Range %key RequestPayer ExpectedBucketOwner ChecksumMode
          -> @ DeleteMarker AcceptRanges Expiration Restore LastModified ContentLength ETag %sums ChecksumType
          -> @ MissingMeta VersionId %content ContentRange WebsiteRedirectLocation ServerSideEncryption *Metadata
          -> @ %keyMD5 SSEKMSKeyId BucketKeyEnabled StorageClass RequestCharged ReplicationStatus PartsCount TagCount
          -> @ %lock
          -> bytes Body
        GetObjectAttributes GET /{Bucket}/{Key+}?attributes
          ? VersionId
          @ MaxParts PartNumberMarker %key RequestPayer ExpectedBucketOwner ObjectAttributes
          -> @ DeleteMarker LastModified VersionId RequestCharged
        GetObjectTagging GET /{Bucket}/{Key+}?tagging
          ? VersionId
          @ ExpectedBucketOwner RequestPayer
          -> @ VersionId
        GetPublicAccessBlock GET /{Bucket}?publicAccessBlock
          @ ExpectedBucketOwner
          -> body PublicAccessBlockConfiguration
        HeadBucket HEAD /{Bucket}
          @ ExpectedBucketOwner
          -> @ BucketArn BucketLocationType BucketLocationName BucketRegion AccessPointAlias
          -> nothing
        HeadObject HEAD /{Bucket}/{Key+}
          ? %response VersionId PartNumber
          @ %if Range %key RequestPayer ExpectedBucketOwner ChecksumMode
          -> @ DeleteMarker AcceptRanges Expiration Restore ArchiveStatus LastModified ContentLength %sums ChecksumType
          -> @ ETag MissingMeta VersionId %content ContentRange WebsiteRedirectLocation ServerSideEncryption *Metadata
          -> @ %keyMD5 SSEKMSKeyId BucketKeyEnabled StorageClass RequestCharged ReplicationStatus PartsCount TagCount
          -> @ %lock
          -> nothing
        ListBuckets GET /
          ? MaxBuckets ContinuationToken Prefix BucketRegion
        ListMultipartUploads GET /{Bucket}?uploads
          ? Delimiter EncodingType KeyMarker MaxUploads Prefix UploadIdMarker
          @ ExpectedBucketOwner RequestPayer
          -> @ RequestCharged
        ListObjectVersions GET /{Bucket}?versions
          ? Delimiter EncodingType KeyMarker MaxKeys Prefix VersionIdMarker
          @ ExpectedBucketOwner RequestPayer OptionalObjectAttributes
          -> @ RequestCharged
        ListObjects GET /{Bucket}
          ? Delimiter EncodingType Marker MaxKeys Prefix
          @ RequestPayer ExpectedBucketOwner OptionalObjectAttributes
          -> @ RequestCharged
        ListObjectsV2 GET /{Bucket}?list-type=2
          ? Delimiter EncodingType MaxKeys Prefix ContinuationToken FetchOwner StartAfter
          @ RequestPayer ExpectedBucketOwner OptionalObjectAttributes
          -> @ RequestCharged
        ListParts GET /{Bucket}/{Key+}
          ? MaxParts PartNumberMarker UploadId
          @ RequestPayer ExpectedBucketOwner %key
          -> @ AbortDate AbortRuleId RequestCharged
        PutBucketEncryption PUT /{Bucket}?encryption
          @ ContentMD5 ChecksumAlgorithm ExpectedBucketOwner
          body ServerSideEncryptionConfiguration
          checksum
          -> nothing
        PutBucketLifecycleConfiguration PUT /{Bucket}?lifecycle
          @ ChecksumAlgorithm ExpectedBucketOwner TransitionDefaultMinimumObjectSize
          body LifecycleConfiguration
          checksum
          -> @ TransitionDefaultMinimumObjectSize
          -> nothing
        PutBucketPolicy PUT /{Bucket}?policy
          @ ContentMD5 ChecksumAlgorithm ConfirmRemoveSelfBucketAccess ExpectedBucketOwner
          bytes Policy
          checksum
          -> nothing
        PutBucketTagging PUT /{Bucket}?tagging
          @ ContentMD5 ChecksumAlgorithm ExpectedBucketOwner
          body Tagging
          checksum
          -> nothing
        PutBucketVersioning PUT /{Bucket}?versioning
          @ ContentMD5 ChecksumAlgorithm MFA ExpectedBucketOwner
          body VersioningConfiguration
          checksum
          -> nothing
        PutObject PUT /{Bucket}/{Key+}
          @ %grants %content ContentMD5 ChecksumAlgorithm %sums IfMatch IfNoneMatch WriteOffsetBytes
          @ *Metadata %kms StorageClass WebsiteRedirectLocation %key RequestPayer Tagging %lock ExpectedBucketOwner
          json Body
          checksum
          -> @ Expiration ETag %sums ChecksumType %kms VersionId %keyMD5 Size RequestCharged
          -> nothing
        PutObjectTagging PUT /{Bucket}/{Key+}?tagging
          ? VersionId
          @ ContentMD5 ChecksumAlgorithm ExpectedBucketOwner RequestPayer
          body Tagging
          checksum
          -> @ VersionId
          -> nothing
        PutPublicAccessBlock PUT /{Bucket}?publicAccessBlock
          @ ContentMD5 ChecksumAlgorithm ExpectedBucketOwner
          body PublicAccessBlockConfiguration
          checksum
          -> nothing
        RestoreObject POST /{Bucket}/{Key+}?restore
          ? VersionId
          @ RequestPayer ChecksumAlgorithm ExpectedBucketOwner
          body RestoreRequest
          checksum
          -> @ RequestCharged RestoreOutputPath
          -> nothing
        UploadPart PUT /{Bucket}/{Key+}
          ? PartNumber UploadId
          @ ContentMD5 ChecksumAlgorithm %sums %key RequestPayer ExpectedBucketOwner
          json Body
          checksum
          -> @ ServerSideEncryption ETag %sums %keyMD5 SSEKMSKeyId BucketKeyEnabled RequestCharged
          -> nothing
        UploadPartCopy PUT /{Bucket}/{Key+}
          ? PartNumber UploadId
          @ CopySource CopySourceIfMatch CopySourceIfModifiedSince CopySourceIfNoneMatch CopySourceIfUnmodifiedSince
          @ CopySourceRange %key %sourceKey RequestPayer ExpectedBucketOwner ExpectedSourceBucketOwner
          -> @ CopySourceVersionId ServerSideEncryption %keyMD5 SSEKMSKeyId BucketKeyEnabled RequestCharged
          -> body CopyPartResult
        """
}
